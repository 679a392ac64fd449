import {
  type AllStreamSubscription,
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  START,
  StreamDeletedError,
  type StreamSubscription,
  streamNameFilter,
  UnavailableError,
} from '@eventstore/db-client';
import { describe, expect, test } from 'vitest';
import { eventsOfTypes } from './testing/events.js';
import { Followed } from './testing/followed.js';
import { type RunningServer, withServer } from './testing/with-server.js';

/** Runs `use` with a server; ends the subscriptions it tracked. */
const withSubscriptions = (
  use: (
    running: RunningServer,
    follow: (subscription: StreamSubscription | AllStreamSubscription, into?: Followed) => Followed,
  ) => Promise<void>,
): Promise<void> =>
  withServer(async (running) => {
    const subscriptions: (StreamSubscription | AllStreamSubscription)[] = [];
    try {
      await use(running, (subscription, into = new Followed()) => {
        subscriptions.push(subscription);
        return into.follow(subscription);
      });
    } finally {
      await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
    }
  });

describe('subscriptions to a stream', () => {
  test('confirm, replay, tell that they caught up, and follow', () =>
    withSubscriptions(async ({ client }, follow) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      const followed = follow(client.subscribeToStream('s'));
      await followed.until('!confirmation', 'a', 'b', '!caughtUp');
      await client.appendToStream('other', eventsOfTypes('x'));
      await client.appendToStream('s', eventsOfTypes('cd'));
      await followed.until('!caughtUp', 'c', 'd');
    }));

  test('begin after the revision they are given, or at the end', () =>
    withSubscriptions(async ({ client }, follow) => {
      await client.appendToStream('s', eventsOfTypes('abc'));
      const fromRevision = follow(client.subscribeToStream('s', { fromRevision: 0n }));
      const fromEnd = follow(client.subscribeToStream('s', { fromRevision: END }));
      await Promise.all([fromRevision.until('!caughtUp'), fromEnd.until('!caughtUp')]);
      await client.appendToStream('s', eventsOfTypes('d'));
      await Promise.all([fromRevision.until('d'), fromEnd.until('d')]);
      expect([fromRevision.types, fromEnd.types]).toEqual(['bcd', 'd']);
    }));

  test('wait for a stream that is not there', () =>
    withSubscriptions(async ({ client }, follow) => {
      const followed = follow(client.subscribeToStream('s'));
      await followed.until('!confirmation', '!caughtUp');
      await client.appendToStream('s', eventsOfTypes('a'));
      await followed.until('a');
    }));

  test('follow a stream through its soft delete', () =>
    withSubscriptions(async ({ client }, follow) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      await client.deleteStream('s');
      const followed = follow(client.subscribeToStream('s'));
      await followed.until('!confirmation', '!caughtUp');
      await client.appendToStream('s', eventsOfTypes('c'));
      await followed.until('c');
      await client.deleteStream('s');
      await client.appendToStream('s', eventsOfTypes('d'));
      await followed.until('c', 'd');
    }));

  test('follow metadata event by event', () =>
    withSubscriptions(async ({ client }, follow) => {
      const followed = follow(client.subscribeToStream('$$s'));
      await followed.until('!caughtUp');
      await Promise.all([1, 2, 3].map((maxCount) => client.setStreamMetadata('s', { maxCount })));
      await followed.until('$metadata', '$metadata', '$metadata');
    }));

  test.each(['before', 'while'])('fail when the stream is tombstoned %s they run', (when) =>
    withSubscriptions(async ({ client }, follow) => {
      if (when === 'before') await client.tombstoneStream('s');
      const followed = follow(client.subscribeToStream('s'));
      if (when === 'while') {
        await followed.until('!caughtUp');
        await client.tombstoneStream('s');
      }
      expect(await followed.untilError()).toBeInstanceOf(StreamDeletedError);
    }),
  );
});

describe('subscriptions to $all', () => {
  test('replay everything from the start and follow', () =>
    withSubscriptions(async ({ client }, follow) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      const followed = follow(client.subscribeToAll());
      await followed.until('!confirmation', '$storeCreated', 'a', 'b', '!caughtUp');
      await client.appendToStream('t', eventsOfTypes('c'));
      await followed.until('c');
    }));

  test('begin after the position they are given, or at the end', () =>
    withSubscriptions(async ({ client }, follow) => {
      const { position } = await client.appendToStream('s', eventsOfTypes('ab'));
      await client.appendToStream('s', eventsOfTypes('c'));
      const fromPosition = follow(client.subscribeToAll({ fromPosition: position! }));
      const fromEnd = follow(client.subscribeToAll({ fromPosition: END }));
      await Promise.all([fromPosition.until('!caughtUp'), fromEnd.until('!caughtUp')]);
      await client.appendToStream('s', eventsOfTypes('d'));
      await Promise.all([fromPosition.until('d'), fromEnd.until('d')]);
      expect([fromPosition.types, fromEnd.types]).toEqual(['cd', 'd']);
    }));

  test('miss nothing that is written while they catch up', () =>
    withSubscriptions(async ({ client }, follow) => {
      const count = 800;
      const writing = (async () => {
        for (let index = 0; index < count / 10; index++) await client.appendToStream('s', eventsOfTypes('abcdefghij'));
        await client.appendToStream('s', eventsOfTypes('z'));
      })();
      const followed = follow(client.subscribeToAll());
      await Promise.all([writing, followed.until('j', 'z')]);
      expect(followed.types).toBe(`$storeCreated${'abcdefghij'.repeat(count / 10)}z`);
    }));

  test('end with UNAVAILABLE when the server stops, on which clients connect again', () =>
    withSubscriptions(async ({ client, server }, follow) => {
      const followed = follow(client.subscribeToAll());
      await followed.until('!caughtUp');
      await server.close();
      expect(await followed.untilError()).toBeInstanceOf(UnavailableError);
    }));
});

describe('filtered subscriptions', () => {
  const filters = [
    ['prefixes of the stream', streamNameFilter({ prefixes: ['wanted-', 'also-'] })],
    ['an expression on the stream', streamNameFilter({ regex: '^(wanted|also)-' })],
    ['prefixes of the type', eventTypeFilter({ prefixes: ['a', 'b'] })],
    ['an expression on the type', eventTypeFilter({ regex: '^[ab]$' })],
  ] as const;

  test.each(filters)('select by %s', (_name, filter) =>
    withSubscriptions(async ({ client }, follow) => {
      await client.appendToStream('wanted-1', eventsOfTypes('a'));
      await client.appendToStream('unwanted', eventsOfTypes('x'));
      const followed = follow(client.subscribeToAll({ filter }));
      await followed.until('!caughtUp');
      await client.appendToStream('unwanted', eventsOfTypes('y'));
      await client.appendToStream('also-2', eventsOfTypes('b'));
      await followed.until('b');
      expect(followed.types).toBe('ab');
    }),
  );

  const subscribe = (client: EventStoreDBClient, followed: Followed, maxSearchWindow: number, checkpointInterval = 1) =>
    client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({
        prefixes: ['s'],
        maxSearchWindow,
        checkpointInterval,
        checkpointReached: followed.checkpointReached,
      }),
    });

  test('get a checkpoint after each interval of considered events, after the event, and before catching up', () =>
    withSubscriptions(async ({ client }, follow) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      await client.appendToStream('other', eventsOfTypes('xyz'));
      const { position } = await client.appendToStream('s', eventsOfTypes('c'));
      const followed = new Followed();
      follow(subscribe(client, followed, 3), followed);
      // Considered: $storeCreated a b | x y z | c
      await followed.until('!confirmation', 'a', 'b', '!checkpoint', '!checkpoint', 'c', '!checkpoint', '!caughtUp');
      expect(followed.checkpoints.at(-1)).toBe(position!.commit);
      expect(followed.checkpoints).toEqual([...followed.checkpoints].sort((a, b) => Number(a - b)));
    }));

  test('the interval is the window times the multiplier, live too', () =>
    withSubscriptions(async ({ client }, follow) => {
      const followed = new Followed();
      follow(subscribe(client, followed, 2, 2), followed);
      await followed.until('!checkpoint', '!caughtUp');
      await client.appendToStream('other', eventsOfTypes('wxy'));
      const { position } = await client.appendToStream('s', eventsOfTypes('a'));
      await followed.until('!caughtUp', 'a', '!checkpoint');
      expect(followed.checkpoints.at(-1)).toBe(position!.commit);
    }));

  test('with an expression that is not supported fail with its name', () =>
    withSubscriptions(async ({ client }, follow) => {
      const followed = follow(client.subscribeToAll({ filter: streamNameFilter({ regex: '(?i)order' }) }));
      expect(String(await followed.untilError())).toContain('groups other than');
    }));
});

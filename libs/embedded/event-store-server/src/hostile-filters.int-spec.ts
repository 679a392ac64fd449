import { type EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.js';
import { eventsOfTypes } from './testing/events.js';
import { Followed } from './testing/followed.js';
import { withServer } from './testing/with-server.js';

const BUSY_MS = 1_000;

/** For how long the longest of a few small appends, one after the other, kept this process busy, the server in it. */
const longestAppend = async (client: EventStoreDBClient): Promise<number> => {
  let longest = 0;
  for (let at = 0; at < 10; at++) {
    const taken = await processorTime(() => client.appendToStream('other', eventsOfTypes('a')));
    longest = Math.max(longest, taken);
  }
  return longest;
};

const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'not refused',
    (error: unknown) => String(error),
  );

describe('hostile filters', () => {
  test.each(['(.*)*x', '^(?:a?){250}a{200}b'])('%s delays nobody', (regex) =>
    withServer(
      async ({ client }) => {
        const names = Array.from({ length: 100 }, (_, at) => `${'a'.repeat(1_000)}!${at}`);
        await Promise.all(names.map((name) => client.appendToStream(name, eventsOfTypes('t'))));
        const subscriptions = Array.from({ length: 5 }, () =>
          client.subscribeToAll({ filter: streamNameFilter({ regex }) }),
        );
        const followed = subscriptions.map((subscription) => new Followed().follow(subscription));
        expect(await longestAppend(client)).toBeLessThan(BUSY_MS);
        await Promise.all(followed.map((each) => each.until('!caughtUp')));
        expect(await longestAppend(client)).toBeLessThan(BUSY_MS);
        await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
      },
      // a disk that stands still for two seconds is not the filter's doing
      { writeTimeout: 60_000 },
    ),
  );

  test('of too many prefixes are refused by name', () =>
    withServer(async ({ client }) => {
      const prefixes = Array.from({ length: 1_001 }, (_, at) => `p${at}`);
      const followed = new Followed().follow(client.subscribeToAll({ filter: streamNameFilter({ prefixes }) }));
      expect(String(await followed.untilError())).toContain('at most 1000 prefixes');
    }));
});

describe('names', () => {
  test('of streams that are too long are refused', () =>
    withServer(async ({ client }) => {
      const append = client.appendToStream('s'.repeat(2_049), eventsOfTypes('a'));
      expect(await refusal(append)).toContain('at most 2048 characters, not 2049');
    }));

  // The database's library gives back only what is before it.
  test('with null characters are refused', () =>
    withServer(async ({ client }) => {
      const stream = client.appendToStream('s\0t', eventsOfTypes('a'));
      expect(await refusal(stream)).toContain('The name of a stream has no null characters');
      const type = client.appendToStream('s', jsonEvent({ type: 't\0u', data: {} }));
      expect(await refusal(type)).toContain('The type of an event has no null characters');
    }));

  test('of types that are too long are refused', () =>
    withServer(async ({ client }) => {
      const append = client.appendToStream('s', jsonEvent({ type: 't'.repeat(2_049), data: {} }));
      expect(await refusal(append)).toContain('at most 2048 characters, not 2049');
    }));
});

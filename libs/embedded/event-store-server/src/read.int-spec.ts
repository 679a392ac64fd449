import {
  BACKWARDS,
  binaryEvent,
  END,
  type EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  type ReadStreamOptions,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { describe, expect, test } from 'vitest';
import { LogStore } from './log-store.js';
import { openLog } from './open-log.js';
import { collect, eventsOfTypes, reversed, typesOf } from './testing/events.js';
import { withDirectory, withServer, withServerOn } from './testing/with-server.js';

const link = (to: string) => binaryEvent({ type: '$>', data: Buffer.from(to) });

describe('reads of a stream', () => {
  test('start and end where they are told', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('abcde'));
      const reads: [expected: string, options: ReadStreamOptions][] = [
        ['abcde', {}],
        ['cde', { fromRevision: 2n }],
        ['bc', { fromRevision: 1n, maxCount: 2 }],
        ['', { fromRevision: 99n }],
        ['', { fromRevision: END }],
        ['', { fromRevision: 2n ** 64n - 1n }],
        ['', { maxCount: 0 }],
        ['edcba', { direction: BACKWARDS, fromRevision: END }],
        ['e', { direction: BACKWARDS, fromRevision: END, maxCount: 1 }],
        ['cba', { direction: BACKWARDS, fromRevision: 2n }],
        ['edcba', { direction: BACKWARDS, fromRevision: 99n }],
        ['a', { direction: BACKWARDS }],
      ];
      for (const [expected, options] of reads) {
        expect([await typesOf(client.readStream('s', options)), options]).toEqual([expected, options]);
      }
    }));

  test('of more events than a page, in order', () =>
    withServer(async ({ client }) => {
      const types = 'abcdefghij'.repeat(70);
      await client.appendToStream('s', eventsOfTypes(types));
      expect(await typesOf(client.readStream('s'))).toBe(types);
      const backwards = client.readStream('s', { direction: BACKWARDS, fromRevision: END });
      expect(await typesOf(backwards)).toBe(reversed(types));
    }));

  test('of a stream that is not there', () =>
    withServer(async ({ client }) => {
      const reading = collect(client.readStream('größe'));
      await expect(reading).rejects.toBeInstanceOf(StreamNotFoundError);
      await expect(reading).rejects.toMatchObject({ streamName: 'größe' });
    }));

  test('carry the position in the log', () =>
    withServer(async ({ client }) => {
      const { position } = await client.appendToStream('s', eventsOfTypes('a'));
      const [read] = await collect(client.readStream('s'));
      expect([read?.event?.position, read?.commitPosition]).toEqual([position, position!.commit]);
    }));
});

describe('metadata', () => {
  test.each([
    [{ maxCount: 2 }, 'de'],
    [{ truncateBefore: 3 }, 'de'],
    [{ truncateBefore: 1, maxCount: 3 }, 'cde'],
    [{ truncateBefore: 99 }, ''],
    [{ maxAge: 1000 }, 'abcde'],
    [{ custom: 'x' }, 'abcde'],
  ])('%o shows %s of the stream, and all in $all', (metadata, visible) =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('abcde'));
      await client.setStreamMetadata('s', metadata);
      expect(await typesOf(client.readStream('s'))).toBe(visible);
      const backwards = client.readStream('s', { direction: BACKWARDS, fromRevision: END });
      expect(await typesOf(backwards)).toBe(reversed(visible));
      expect(await typesOf(client.readAll())).toContain('abcde');
      expect((await client.getStreamMetadata('s')).metadata).toEqual(metadata);
    }),
  );

  test('$maxAge hides what is older', () =>
    withDirectory(async (dataDir) => {
      const directory = await openLog(dataDir);
      const store = new LogStore(directory.database, directory.lastPosition);
      const event = { type: 'old', isJson: true, data: new Uint8Array(), metadata: new Uint8Array() };
      store.transaction(() => store.append('s', 0, { ...event, id: 'id' }, Date.now() - 600_000));
      directory.close();
      await withServerOn(dataDir, async ({ client }) => {
        await client.appendToStream('s', eventsOfTypes('a'));
        await client.setStreamMetadata('s', { maxAge: 300 });
        expect(await typesOf(client.readStream('s'))).toBe('a');
        expect(await typesOf(client.readAll())).toBe('olda$metadata');
      });
    }));

  test('is empty where none was set', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('a'));
      expect((await client.getStreamMetadata('s')).metadata).toBeUndefined();
    }));

  test('malformed counts as none', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      await client.appendToStream('$$s', binaryEvent({ type: '$metadata', data: Buffer.from('{"$maxCount":') }));
      expect(await typesOf(client.readStream('s'))).toBe('ab');
    }));

  test('a metadata stream shows its newest event only', () =>
    withServer(async ({ client }) => {
      await client.setStreamMetadata('s', { maxCount: 1 });
      await client.setStreamMetadata('s', { maxCount: 2 });
      const read = await collect(client.readStream('$$s'));
      expect(read.map(({ event }) => event?.revision)).toEqual([1n]);
    }));
});

describe('reads of $all', () => {
  const threeEvents = async (client: EventStoreDBClient) => {
    await client.appendToStream('s', eventsOfTypes('a'));
    const { position } = await client.appendToStream('t', eventsOfTypes('b'));
    await client.appendToStream('s', eventsOfTypes('c'));
    return position!;
  };

  test('forwards include the position they start at, backwards do not', () =>
    withServer(async ({ client }) => {
      const fromPosition = await threeEvents(client);
      expect(await typesOf(client.readAll({ direction: FORWARDS, fromPosition }))).toBe('bc');
      expect(await typesOf(client.readAll({ direction: BACKWARDS, fromPosition, maxCount: 1 }))).toBe('a');
    }));

  test('go from end to end, with the system events', () =>
    withServer(async ({ client }) => {
      await threeEvents(client);
      expect(await typesOf(client.readAll())).toBe('$storeCreatedabc');
      expect(await typesOf(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 2 }))).toBe('cb');
      expect(await typesOf(client.readAll({ fromPosition: END }))).toBe('');
    }));

  test('hide book-keeping streams', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('$persistentsubscription-$all::g-checkpoint', eventsOfTypes('x'));
      await client.appendToStream('s', eventsOfTypes('a'));
      expect(await typesOf(client.readAll())).toBe('$storeCreateda');
    }));

  test('positions increase', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('abc'));
      const positions = (await collect(client.readAll())).map(({ event }) => event!.position!.commit);
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => Number(a - b)));
      expect(positions[0]).toBeGreaterThan(0n);
    }));
});

describe('links', () => {
  test('are followed when asked, and left alone otherwise', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('target', [jsonEvent({ type: 'a', data: {} }), jsonEvent({ type: 'b', data: {} })]);
      await client.appendToStream('links', [link('1@target')]);
      const [plain] = await collect(client.readStream('links'));
      expect(plain).toMatchObject({ event: { type: '$>', streamId: 'links' } });
      expect(plain).not.toHaveProperty('link');
      const [followed] = await collect(client.readStream('links', { resolveLinkTos: true }));
      expect(followed).toMatchObject({
        event: { type: 'b', streamId: 'target', revision: 1n },
        link: plain!.event,
        commitPosition: plain!.commitPosition,
      });
    }));

  test('that lead nowhere have no event', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('target', eventsOfTypes('ab'));
      await client.setStreamMetadata('target', { truncateBefore: 1 });
      await client.appendToStream('gone', eventsOfTypes('a'));
      await client.tombstoneStream('gone');
      const targets = ['0@missing', '9@target', '0@target', 'nonsense', '0@gone'];
      await client.appendToStream('links', targets.map(link));
      for (const resolved of await collect(client.readStream('links', { resolveLinkTos: true }))) {
        expect(resolved).not.toHaveProperty('event');
        expect(resolved).toMatchObject({ link: { streamId: 'links' } });
      }
    }));
});

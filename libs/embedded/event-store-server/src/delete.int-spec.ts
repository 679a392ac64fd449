import {
  ANY,
  BACKWARDS,
  END,
  NO_STREAM,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { describe, expect, test } from 'vitest';
import { collect, eventsOfTypes, typesOf } from './testing/events.js';
import { withDirectory, withServer, withServerOn } from './testing/with-server.js';

describe('delete', () => {
  test('hides the stream and answers a position', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      const { position } = await client.deleteStream('s', { expectedRevision: 1n });
      await expect(collect(client.readStream('s'))).rejects.toBeInstanceOf(StreamNotFoundError);
      const [last] = await collect(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));
      expect(last?.event).toMatchObject({ streamId: '$$s', type: '$metadata', position });
    }));

  test.each([
    ['where nothing is', 'missing', ANY, -2n, -1n],
    ['of another revision', 's', 0n, 0n, 1n],
    ['expecting no stream', 's', NO_STREAM, -1n, 1n],
  ] as const)('%s conflicts', (_case, stream, expectedRevision, expectedVersion, actualVersion) =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      const deletion = client.deleteStream(stream, { expectedRevision });
      await expect(deletion).rejects.toBeInstanceOf(WrongExpectedVersionError);
      await expect(deletion).rejects.toMatchObject({ streamName: stream, expectedVersion, actualVersion });
    }),
  );

  test.each([ANY, NO_STREAM, 1n] as const)(
    'the next append expecting %s continues after the hidden events',
    (expectedRevision) =>
      withServer(async ({ client }) => {
        await client.appendToStream('s', eventsOfTypes('ab'));
        await client.deleteStream('s');
        const { nextExpectedRevision } = await client.appendToStream('s', eventsOfTypes('cd'), { expectedRevision });
        expect(nextExpectedRevision).toBe(3n);
        expect(await typesOf(client.readStream('s'))).toBe('cd');
        expect((await client.getStreamMetadata('s')).metadata).toEqual({ truncateBefore: 2 });
      }),
  );

  test('writing metadata re-creates an empty stream and keeps what was written', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      await client.deleteStream('s');
      await client.setStreamMetadata('s', { maxCount: 9 });
      expect(await typesOf(client.readStream('s'))).toBe('');
      expect((await client.getStreamMetadata('s')).metadata).toEqual({ maxCount: 9, truncateBefore: 2 });
    }));

  test('is remembered over a restart', () =>
    withDirectory(async (dataDir) => {
      await withServerOn(dataDir, async ({ client }) => {
        await client.appendToStream('s', eventsOfTypes('ab'));
        await client.deleteStream('s');
        await client.tombstoneStream('t');
      });
      await withServerOn(dataDir, async ({ client }) => {
        await expect(collect(client.readStream('s'))).rejects.toBeInstanceOf(StreamNotFoundError);
        await expect(collect(client.readStream('t'))).rejects.toBeInstanceOf(StreamDeletedError);
        expect(await client.appendToStream('s', eventsOfTypes('c'))).toMatchObject({ nextExpectedRevision: 2n });
      });
    }));

  test('of a metadata stream is refused', () =>
    withServer(async ({ client }) => {
      await client.setStreamMetadata('s', { maxCount: 1 });
      await expect(client.deleteStream('$$s')).rejects.toThrow('holds metadata');
    }));
});

describe('tombstone', () => {
  test('ends the stream and its metadata for good', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('größe', eventsOfTypes('a'));
      await client.setStreamMetadata('größe', { maxCount: 1 });
      await client.tombstoneStream('größe', { expectedRevision: 0n });
      for (const attempt of [
        () => collect(client.readStream('größe')),
        () => collect(client.readStream('$$größe')),
        () => client.appendToStream('größe', eventsOfTypes('b')),
        () => client.deleteStream('größe'),
        () => client.tombstoneStream('größe'),
      ]) {
        await expect(attempt()).rejects.toBeInstanceOf(StreamDeletedError);
      }
      const [last] = await collect(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));
      expect(last?.event).toMatchObject({ type: '$streamDeleted', revision: 2n ** 63n - 1n });
    }));

  test('may be put where nothing was', () =>
    withServer(async ({ client }) => {
      await client.tombstoneStream('s', { expectedRevision: NO_STREAM });
      await expect(collect(client.readStream('s'))).rejects.toMatchObject({ streamName: 's' });
    }));

  test('conflicts with another revision', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('ab'));
      await expect(client.tombstoneStream('s', { expectedRevision: 5n })).rejects.toMatchObject({
        expectedVersion: 5n,
        actualVersion: 1n,
      });
    }));

  test('leaves the metadata stream writable, as the protocol has it', () =>
    withServer(async ({ client }) => {
      await client.tombstoneStream('s');
      await expect(client.setStreamMetadata('s', { maxCount: 1 })).resolves.toMatchObject({ success: true });
    }));
});

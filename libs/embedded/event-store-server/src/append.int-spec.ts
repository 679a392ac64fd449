import {
  ANY,
  type AppendToStreamOptions,
  BACKWARDS,
  binaryEvent,
  END,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { describe, expect, test } from 'vitest';
import { collect, eventsOfTypes, typesOf } from './testing/events.js';
import { withDirectory, withServer, withServerOn } from './testing/with-server.js';

/** The client appends on its batch stream, unless the call has credentials: then each append is a call. */
const ways: [name: string, options: AppendToStreamOptions][] = [
  ['BatchAppend', {}],
  ['Append', { credentials: { username: 'any', password: 'any' } }],
];

const error = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe.each(ways)('%s', (_name, way) => {
  test('answers the revision and the position of the last event', () =>
    withServer(async ({ client }) => {
      const first = await client.appendToStream('s', eventsOfTypes('ab'), { ...way, expectedRevision: NO_STREAM });
      const second = await client.appendToStream('s', eventsOfTypes('c'), { ...way, expectedRevision: 1n });
      expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n]);
      const [last] = await collect(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));
      expect(last?.event?.position).toEqual(second.position);
      expect(second.position!.commit).toBeGreaterThan(first.position!.commit);
      expect(first.position!.commit).toBeGreaterThan(0n);
    }));

  test('keeps every part of an event', () =>
    withServer(async ({ client }) => {
      const json = jsonEvent({ type: 'größe', data: { a: '流' }, metadata: { by: 'me' } });
      const binary = binaryEvent({ type: 'raw', data: Buffer.from([0, 1, 255]), metadata: Buffer.from([7, 8]) });
      await client.appendToStream('größe-流', [json, binary], way);
      const [first, second] = await collect(client.readStream('größe-流'));
      const { id, type, data, metadata } = json;
      expect(first?.event).toMatchObject({
        id,
        type,
        data,
        metadata,
        isJson: true,
        streamId: 'größe-流',
        revision: 0n,
      });
      expect(Math.abs(first!.event!.created.getTime() - Date.now())).toBeLessThan(10_000);
      expect(second?.event).toMatchObject({ id: binary.id, isJson: false });
      expect(Buffer.from(second!.event!.data as Uint8Array)).toEqual(Buffer.from([0, 1, 255]));
      expect(Buffer.from(second!.event!.metadata as Uint8Array)).toEqual(Buffer.from([7, 8]));
    }));

  test.each([
    [5n, 5n],
    [0n, 0n],
    [NO_STREAM, 'no_stream'],
  ] as const)('expecting %s of a stream at 1 conflicts', (expectedRevision, expected) =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('ab'), way);
      const conflict = await error(client.appendToStream('s', eventsOfTypes('x'), { ...way, expectedRevision }));
      expect(conflict).toBeInstanceOf(WrongExpectedVersionError);
      expect(conflict).toMatchObject({ streamName: 's', expectedVersion: expected, actualVersion: 1n });
      expect(await typesOf(client.readStream('s'))).toBe('ab');
    }),
  );

  test('stream_exists conflicts with a stream that is not there', () =>
    withServer(async ({ client }) => {
      const expectedRevision = STREAM_EXISTS;
      const conflict = await error(client.appendToStream('s', eventsOfTypes('x'), { ...way, expectedRevision }));
      expect(conflict).toMatchObject({ actualVersion: 'no_stream', expectedVersion: 'stream_exists' });
    }));

  test.each([NO_STREAM, ANY] as const)('a repeated append expecting %s is written once', (expectedRevision) =>
    withServer(async ({ client }) => {
      const events = eventsOfTypes('ab');
      const first = await client.appendToStream('s', events, { ...way, expectedRevision });
      await client.appendToStream('s', eventsOfTypes('c'), way);
      const again = await client.appendToStream('s', events, { ...way, expectedRevision });
      expect(again).toEqual(first);
      expect(await typesOf(client.readStream('s'))).toBe('abc');
    }),
  );

  test('a repetition that brings other events conflicts', () =>
    withServer(async ({ client }) => {
      const [a, b] = eventsOfTypes('ab');
      await client.appendToStream('s', a!, way);
      const conflict = await error(client.appendToStream('s', [a!, b!], { ...way, expectedRevision: ANY }));
      expect(conflict).toMatchObject({ expectedVersion: 'any', actualVersion: 0n });
    }));

  test('the size of an append is that of its data', () =>
    withServer(async ({ client }) => {
      const metadata = Buffer.alloc(1_000);
      const event = (size: number) => binaryEvent({ type: 'a', data: Buffer.alloc(size), metadata });
      await client.appendToStream('s', event(1024 * 1024), way);
      const refusal = await error(client.appendToStream('s', [event(1024 * 1024), event(1)], way));
      expect(refusal).toBeInstanceOf(MaxAppendSizeExceededError);
    }));

  test.each([
    ['an event', 1, 524_288],
    ['an append', 9, 4_194_304],
  ])('the metadata of %s is bounded too', (what, events, most) =>
    withServer(async ({ client }) => {
      const metadata = Buffer.alloc(Math.ceil(most / events), 1);
      const tooMuch = Array.from({ length: events }, () => binaryEvent({ type: 'a', data: Buffer.alloc(0), metadata }));
      const refusal = await error(client.appendToStream('s', tooMuch, way));
      expect(String(refusal)).toContain(`The metadata and types of ${what} have at most ${most} bytes`);
    }),
  );

  test('a request far larger than an append may be is not even decoded', () =>
    withServer(async ({ client }) => {
      const event = binaryEvent({ type: 'a', data: Buffer.alloc(6 * 1024 * 1024) });
      expect(String(await error(client.appendToStream('s', event, way)))).toContain('larger than max');
    }));

  test('the size of an append and the time it may wait are options', () =>
    withDirectory((dataDir) =>
      withServerOn(
        dataDir,
        async ({ client }) => {
          const event = (size: number) => binaryEvent({ type: 'a', data: Buffer.alloc(size) });
          await client.appendToStream('s', event(100), way);
          const refusal = await error(client.appendToStream('s', event(101), way));
          expect(refusal).toMatchObject({ maxAppendSize: 100 });
        },
        { maxAppendSize: 100, writeTimeout: 5_000 },
      ),
    ));

  test('an append over 1 MiB is refused whole', () =>
    withServer(async ({ client }) => {
      const data = Buffer.alloc(300_000);
      const events = ['a', 'b', 'c', 'd'].map((type) => binaryEvent({ type, data }));
      const refusal = await error(client.appendToStream('s', events, way));
      expect(refusal).toBeInstanceOf(MaxAppendSizeExceededError);
      expect(refusal).toMatchObject({ maxAppendSize: 1024 * 1024 });
      await client.appendToStream('s', events.slice(0, 3), { ...way, expectedRevision: NO_STREAM });
    }));

  test('a tombstoned stream is deleted for appends', () =>
    withServer(async ({ client }) => {
      await client.tombstoneStream('s');
      const refusal = await error(client.appendToStream('s', eventsOfTypes('x'), way));
      expect(refusal).toBeInstanceOf(StreamDeletedError);
      expect(refusal).toMatchObject({ streamName: 's' });
    }));

  test.each(['$all', '$$$$s', '$$'])('%s cannot be written', (stream) =>
    withServer(async ({ client }) => {
      expect(await error(client.appendToStream(stream, eventsOfTypes('x'), way))).toBeInstanceOf(Error);
    }),
  );

  test('an append without events writes nothing', () =>
    withServer(async ({ client }) => {
      expect(await client.appendToStream('s', [], way)).toMatchObject({ success: true });
      expect(
        await client.appendToStream('s', eventsOfTypes('a'), { ...way, expectedRevision: NO_STREAM }),
      ).toMatchObject({
        nextExpectedRevision: 0n,
      });
    }));
});

test.each([NO_STREAM, ANY] as const)(
  'a repeated append expecting %s is still known after a restart',
  (expectedRevision) =>
    withDirectory(async (dataDir) => {
      const events = eventsOfTypes('ab');
      const append = () =>
        withServerOn(dataDir, ({ client }) => client.appendToStream('s', events, { expectedRevision }));
      expect(await append()).toEqual(await append());
    }),
);

test('of many writers that expect the same revision one wins', () =>
  withServer(async ({ client }) => {
    const attempts = Array.from({ length: 30 }, () =>
      client.appendToStream('s', eventsOfTypes('x'), { expectedRevision: NO_STREAM }),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await typesOf(client.readStream('s'))).toBe('x');
  }));

test('the events of one append stay together in $all', () =>
  withServer(async ({ client }) => {
    const streams = Array.from({ length: 20 }, (_, index) => `s-${index}`);
    await Promise.all(streams.map((stream) => client.appendToStream(stream, eventsOfTypes('abc'))));
    const order = (await collect(client.readAll())).map(({ event }) => event!.streamId);
    const runs = order.filter((stream, index) => stream.startsWith('s-') && stream !== order[index - 1]);
    expect(new Set(runs).size).toBe(runs.length);
  }));

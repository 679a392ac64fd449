import { describe, expect, test } from '@jest/globals';
import { type EventStore, WrongExpectedRevisionError } from '#libs/event-sourcing';
import { createMemoryEventStore } from '#libs/event-sourcing/testing';
import { contractRegistry, counted, countUp, newStream } from './contract-events.js';
import { rememberStreams } from './remember-streams.js';

/** A store, and how many events each read of it had to hand over. */
const counting = () => {
  const store = createMemoryEventStore(contractRegistry);
  const fetched: number[] = [];
  const watched: EventStore = {
    ...store,
    append: (...append) => store.append(...append),
    read: async (...read) => {
      const events = await store.read(...read);
      fetched.push(events.length);
      return events;
    },
  };
  return { store, watched, fetched };
};

const numbers = async (store: EventStore, stream: string, from?: bigint): Promise<number[]> =>
  (await store.read(stream, from === undefined ? {} : { from })).map(({ data }) => (data as { n: number }).n);

describe('streams that were read before', () => {
  test('are fetched from their last known event on', async () => {
    const { watched, fetched } = counting();
    const store = rememberStreams(watched);
    const stream = newStream();
    await store.append(stream, 'no_stream', countUp(100));
    expect(await store.read(stream)).toHaveLength(100);
    await store.append(stream, 99n, [counted(100), counted(101)]);
    expect(await numbers(store, stream)).toEqual(Array.from({ length: 102 }, (_, n) => n));
    expect(await numbers(store, stream, 101n)).toEqual([101]);
    expect(await numbers(store, stream, 102n)).toEqual([]);
    expect(fetched).toEqual([100, 3, 1, 1]);
  });

  test('show what another process wrote', async () => {
    const { store: log, watched } = counting();
    const store = rememberStreams(watched);
    const stream = newStream();
    expect(await store.read(stream)).toEqual([]);
    await log.append(stream, 'no_stream', countUp(2));
    expect(await numbers(store, stream)).toEqual([0, 1]);
    await log.append(stream, 1n, [counted(2)]);
    expect(await numbers(store, stream)).toEqual([0, 1, 2]);
    await expect(store.append(stream, 1n, [counted(9)])).rejects.toThrow(WrongExpectedRevisionError);
  });

  test('are read anew where the store has another past, as after a restored backup', async () => {
    const { watched } = counting();
    const other = createMemoryEventStore(contractRegistry);
    let current: EventStore = watched;
    const store = rememberStreams({ ...watched, read: (...read) => current.read(...read) });
    const stream = newStream();
    await watched.append(stream, 'no_stream', countUp(3));
    expect(await numbers(store, stream)).toEqual([0, 1, 2]);
    await other.append(stream, 'no_stream', [counted(7)]);
    current = other;
    expect(await numbers(store, stream)).toEqual([7]);
    await other.append(stream, 0n, [counted(8), counted(9)]);
    expect(await numbers(store, stream)).toEqual([7, 8, 9]);
  });

  test('cannot be changed by a reader for the next one', async () => {
    const store = rememberStreams(counting().watched);
    const stream = newStream();
    await store.append(stream, 'no_stream', countUp(2));
    (await store.read(stream)).pop();
    expect(await numbers(store, stream)).toEqual([0, 1]);
  });

  test('are forgotten when there are too many; the one read last stays', async () => {
    const { watched, fetched } = counting();
    const store = rememberStreams(watched, 10);
    const [first, second, long] = [newStream(), newStream(), newStream()];
    await store.append(first, 'no_stream', countUp(6));
    await store.append(second, 'no_stream', countUp(6));
    await store.append(long, 'no_stream', countUp(11));
    for (const stream of [first, second, second, first, long, long, first]) await store.read(stream);
    expect(fetched).toEqual([6, 6, 1, 6, 11, 11, 1]);
  });

  test('a part is fetched as a part, where nothing is known of the stream', async () => {
    const { watched, fetched } = counting();
    const store = rememberStreams(watched);
    const stream = newStream();
    await store.append(stream, 'no_stream', countUp(5));
    expect(await numbers(store, stream, 3n)).toEqual([3, 4]);
    expect(await store.read(stream, { maxCount: 2 })).toHaveLength(2);
    expect(fetched).toEqual([2, 2]);
  });
});

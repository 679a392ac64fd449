import { describe, expect, test } from 'vitest';
import { type CounterEvent, counted, counterRegistry } from '../projecting/counters.fixture.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { watchReads } from '../testing/watch-reads.js';
import type { Evolver } from './decider.js';
import { StreamStates } from './stream-states.js';

const total: Evolver<number, CounterEvent> = {
  initial: 0,
  evolve: { Counted: (sum, { data }) => sum + data.by, Reset: () => 0 },
};
const times: Evolver<number, CounterEvent> = {
  initial: 0,
  evolve: { Counted: (sum) => sum + 1, Reset: (sum) => sum },
};

/** A log, and how many events each read of it had to hand over. */
const world = (capacity?: number) => {
  const store = createMemoryEventStore(counterRegistry);
  const fetched: number[] = [];
  const read = store.read.bind(store);
  store.read = async (...args) => {
    const events = await read(...args);
    fetched.push(events.length);
    return events;
  };
  const states = new StreamStates(store, capacity);
  const stateOf = async (stream: string): Promise<number> => (await states.of(stream, total)).state;
  const eventAt = async (revision: number) => {
    const [event] = await read('counter-a', { from: BigInt(revision), maxCount: 1 });
    if (event === undefined) throw new Error(`nothing at ${revision}`);
    return event;
  };
  return { store, states, stateOf, fetched, eventAt };
};

describe('states of streams', () => {
  test('are those of the log, with where it was written last', async () => {
    const { store, states } = world();
    expect(await states.of('counter-a', total)).toMatchObject({ state: 0, revision: -1n, position: 0n });
    await store.append('counter-a', 'no_stream', counted(1, 2));
    expect(await states.of('counter-a', total)).toMatchObject({ state: 3, revision: 1n, position: 200n });
  });

  test('ask the log only for what is new, from the last known event on', async () => {
    const { store, stateOf, fetched } = world();
    await store.append('counter-a', 'no_stream', counted(...Array.from({ length: 100 }, () => 1)));
    expect(await stateOf('counter-a')).toBe(100);
    await store.append('counter-a', 99n, counted(5, 6));
    expect(await stateOf('counter-a')).toBe(111);
    expect(await stateOf('counter-a')).toBe(111);
    expect(fetched).toEqual([100, 3, 1]);
  });

  test('of one stream by several evolvers are several', async () => {
    const { store, states } = world();
    await store.append('counter-a', 'no_stream', counted(5, 6));
    const both = [(await states.of('counter-a', total)).state, (await states.of('counter-a', times)).state];
    expect(both).toEqual([11, 2]);
    expect([states.known('counter-a', total)?.state, states.known('counter-a', times)?.state]).toEqual(both);
  });

  test('are read anew where the log has another past, as after a restored backup', async () => {
    const { store, stateOf } = world();
    const other = createMemoryEventStore(counterRegistry);
    await store.append('counter-a', 'no_stream', counted(1, 2, 3));
    expect(await stateOf('counter-a')).toBe(6);
    await other.append('counter-a', 'no_stream', counted(7));
    store.read = other.read.bind(other);
    expect(await stateOf('counter-a')).toBe(7);
    await other.append('counter-a', 0n, counted(8));
    expect(await stateOf('counter-a')).toBe(15);
  });

  test('are forgotten when there are too many events behind them; the stream asked for last stays, however long', async () => {
    const { store, stateOf, fetched } = world(20);
    const streams = ['counter-a', 'counter-b', 'counter-c'];
    for (const stream of streams) await store.append(stream, 'no_stream', counted(1, 1, 1, 1, 1, 1, 1, 1));
    for (const stream of ['counter-a', 'counter-b', 'counter-b', 'counter-a', 'counter-c', 'counter-b', 'counter-a'])
      await stateOf(stream);
    expect(fetched).toEqual([8, 8, 1, 1, 8, 8, 8]);
    await store.append('counter-long', 'no_stream', counted(...Array.from({ length: 50 }, () => 1)));
    fetched.length = 0;
    for (const stream of ['counter-long', 'counter-long', 'counter-a']) await stateOf(stream);
    expect(fetched).toEqual([50, 1, 8]);
  });
});

describe('who ask at once', () => {
  test('share one reading that began after they asked; nobody gets one that began before', async () => {
    const { store, stateOf } = world();
    await store.append('counter-a', 'no_stream', counted(1));
    const answer = store.read.bind(store);
    const answering: (() => void)[] = [];
    store.read = async (...args) => {
      const events = await answer(...args);
      await new Promise<void>((resolve) => answering.push(resolve));
      return events;
    };
    const letAnswer = async (): Promise<void> => {
      while (answering.length === 0) await Promise.resolve();
      answering.shift()?.();
    };
    const early = stateOf('counter-a');
    await Promise.resolve();
    await store.append('counter-a', 0n, counted(2));
    const late = [stateOf('counter-a'), stateOf('counter-a'), stateOf('counter-a')];
    await letAnswer();
    expect(await early).toBe(1);
    await letAnswer();
    expect(await Promise.all(late)).toEqual([3, 3, 3]);
  });

  test('are not held up by one whose reading failed', async () => {
    const { store, states, stateOf } = world();
    const read = store.read.bind(store);
    store.read = () => Promise.reject(new Error('the line is dead'));
    const failed = stateOf('counter-a');
    const after = stateOf('counter-a');
    store.read = read;
    await expect(failed).rejects.toThrow('the line is dead');
    expect(await after).toBe(0);
    expect(states.known('counter-a', total)?.revision).toBe(-1n);
  });
});

describe('an event that was followed in the log', () => {
  test('is known without asking, if it is the next one; late, repeated and foreign ones change nothing', async () => {
    const { store, states, eventAt } = world();
    await store.append('counter-a', 'no_stream', counted(1, 2, 3));
    states.take(await eventAt(0));
    expect(states.known('counter-a', total)).toBeUndefined();
    await states.of('counter-a', total);
    await store.append('counter-a', 2n, counted(10, 20));
    const reads = watchReads(store);
    states.take({ ...(await eventAt(3)), stream: 'counter-b' });
    states.take(await eventAt(4));
    expect(states.known('counter-a', total)?.state).toBe(6);
    states.take(await eventAt(3));
    states.take(await eventAt(1));
    states.take(await eventAt(3));
    expect(states.known('counter-a', total)).toMatchObject({ state: 16, revision: 3n, position: 400n });
    states.take(await eventAt(4));
    expect(states.known('counter-a', total)?.state).toBe(36);
    expect(reads()).toEqual([]);
  });

  test('that comes while the stream is read counts once', async () => {
    const { store, states, eventAt } = world();
    await store.append('counter-a', 'no_stream', counted(1));
    await states.of('counter-a', total);
    await store.append('counter-a', 0n, counted(2, 4));
    const next = await eventAt(1);
    const reading = states.of('counter-a', total);
    states.take(next);
    expect((await reading).state).toBe(7);
    expect(states.known('counter-a', total)?.state).toBe(7);
  });

  test('that comes while the stream is read for the first time is not lost, though the answer is older', async () => {
    const { store, states, stateOf, eventAt } = world();
    await store.append('counter-a', 'no_stream', counted(1));
    const read = store.read.bind(store);
    store.read = async (...args) => {
      const answer = await read(...args);
      store.read = read;
      await store.append('counter-a', 0n, counted(10, 100));
      states.take(await eventAt(1));
      states.take(await eventAt(2));
      return answer;
    };
    expect(await stateOf('counter-a')).toBe(111);
    expect(states.known('counter-a', total)).toMatchObject({ revision: 2n, state: 111 });
  });
});

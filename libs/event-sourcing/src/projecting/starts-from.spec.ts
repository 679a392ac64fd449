import { describe, expect, test } from 'vitest';
import type { Recorded } from '../events/event.js';
import type { Projection } from '../reading/projection.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { recordings } from '../testing/recordings.js';
import { type Counter, type CounterEvent } from './counters.fixture.js';
import { fedCollection } from './fed-collection.js';
import { projectBatch } from './project-batch.js';

/** Each counting is a document, which adds to what the one before it had. */
const runningTotals: Projection<Counter, CounterEvent> = {
  name: 'running-totals',
  version: 1,
  ids: ({ stream, revision }) => [`${stream}/${String(revision)}`],
  startsFrom: ({ stream, revision }) => (revision === 0n ? undefined : `${stream}/${String(revision - 1n)}`),
  evolve: {
    Counted: (doc, { data }) => {
      if (data.by === 13) throw new Error('thirteen');
      return data.by === 0 ? doc : { total: (doc?.total ?? 0) + data.by };
    },
  },
};

const events = (...by: number[]): Recorded[] =>
  recordings<CounterEvent>(...by.map((each) => ({ type: 'Counted', data: { by: each } }) as const));

const projected = async (...batches: readonly (readonly Recorded[])[]): Promise<MemoryProjectionStore> => {
  const store = new MemoryProjectionStore();
  for (const batch of batches)
    await projectBatch(
      store,
      fedCollection(runningTotals, 1),
      batch.map((event) => ({ kind: 'event', event })),
    );
  return store;
};

const documents = (store: MemoryProjectionStore): Record<string, unknown> =>
  Object.fromEntries([...(store.collections.values().next().value ?? [])].map(([id, { doc }]) => [id.slice(-1), doc]));

describe('a document that starts from another one', () => {
  const all = events(1, 2, 3, 4);
  const expected = { 0: { total: 1 }, 1: { total: 3 }, 2: { total: 6 }, 3: { total: 10 } };

  test.each([0, 1, 2, 3, 4])('finds it in its own batch and in those before (%s events before)', async (size) => {
    expect(documents(await projected(all.slice(0, size), all.slice(size)))).toEqual(expected);
  });

  test('is the same when events are read twice', async () => {
    expect(documents(await projected(all.slice(0, 3), all.slice(1), all))).toEqual(expected);
  });

  test('is not there where nothing was made of it', async () => {
    expect(documents(await projected(events(1, 0)))).toEqual({ 0: { total: 1 } });
  });

  test('that breaks at its first event is not the other one', async () => {
    expect(documents(await projected(events(1, 13)))).toEqual({ 0: { total: 1 }, 1: undefined });
  });
});

import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Recorded } from '../events/event.js';
import type { AnyProjection } from '../reading/projection.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { until } from '../testing/until.js';
import { newEntry } from './catalogue-entry.js';
import { counted, counterRegistry, counters, countersAndSum, reset } from './counters.fixture.js';
import { fedCollection } from './fed-collection.js';
import { projectBatch } from './project-batch.js';
import { collectionOf } from './projection-store.js';
import { Projector } from './projector.js';
import { rememberDocuments } from './remember-documents.js';

const ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

const world = () => ({ events: createMemoryEventStore(counterRegistry), store: new MemoryProjectionStore() });

type World = ReturnType<typeof world>;

const start = ({ events, store }: World, projections: readonly AnyProjection[] = [counters()]) => {
  const projector = new Projector({ events, store, projections, pollMs: 5, graceMs: 10 });
  const stop = new AbortController();
  const running = projector.run({ signal: stop.signal });
  const end = async (): Promise<void> => {
    stop.abort();
    await running;
  };
  ending.push(end);
  return { projector, running, end };
};

/** How far the documents are that queries of this version read; -1n while there are none. */
const reached = ({ store }: World, { name, version }: { name: string; version: number }): bigint => {
  const generation = store.entry(name, version)?.live;
  if (generation === undefined) return -1n;
  return store.storedCheckpoints.get(collectionOf({ name, version, generation }))?.position ?? -1n;
};

const caughtUp = async (w: World, projection = counters()): Promise<void> => {
  const head = await w.events.head();
  await until(`the documents are at ${head}`, () => reached(w, projection) >= head);
};

describe('the projector', () => {
  test('projects history, then what comes', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1, 2));
    const { projector } = start(w);
    await caughtUp(w);
    await w.events.append('counter-b', 'no_stream', counted(5));
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 3 }, b: { total: 5 } });
    expect(projector.status()).toMatchObject({ isCaughtUp: true, degraded: [], events: 3 });
    expect(projector.status().position).toBe(await w.events.head());
  });

  test.each(['another-1', '$stats-1'])('is not behind because %s was written to', async (foreign) => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1));
    const { projector, end } = start(w);
    await caughtUp(w);
    await end();
    w.events.plant(foreign, { type: 'Foreign', data: {} });
    expect(projector.status().position).toBe(await w.events.head());
  });

  test('goes on where it stopped', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1));
    const first = start(w);
    await caughtUp(w);
    await first.end();
    await w.events.append('counter-a', 0n, counted(2));
    const second = start(w);
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 3 } });
    expect(second.projector.status().events).toBe(1);
  });

  test('feeds each document that an event is about', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1, 2));
    await w.events.append('counter-b', 'no_stream', [...counted(3), reset()]);
    start(w, [countersAndSum()]);
    await caughtUp(w, countersAndSum());
    expect(w.store.documents('counters-and-sum')).toEqual({ a: { total: 3 }, sum: { total: 6 } });
  });

  test('survives a lost connection', async () => {
    const w = world();
    start(w);
    await caughtUp(w);
    w.events.disconnect();
    await w.events.append('counter-a', 'no_stream', counted(1));
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 1 } });
  });

  test('projects again what a database restored from an older backup lacks', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1));
    start(w);
    await caughtUp(w);
    const backup = {
      checkpoint: w.store.storedCheckpoints.get('counters.v1.g1'),
      documents: new Map(w.store.collections.get('counters.v1.g1')),
    };
    await w.events.append('counter-a', 0n, counted(2));
    await w.events.append('counter-b', 'no_stream', counted(5));
    await caughtUp(w);
    if (backup.checkpoint !== undefined) w.store.storedCheckpoints.set('counters.v1.g1', backup.checkpoint);
    w.store.collections.set('counters.v1.g1', backup.documents);
    await w.events.append('counter-a', 1n, counted(3));
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 6 }, b: { total: 5 } });
  });

  test('looks for no document where every event has its own, and repeats none after a crash', async () => {
    const w = world();
    const perEvent = (event: Recorded): string[] => [String(event.position)];
    const projection = { ...counters(), ids: perEvent, documentPerEvent: true } as AnyProjection;
    w.store.load = () => Promise.reject(new Error('looked for'));
    await w.events.append('counter-a', 'no_stream', counted(1, 2));
    const first = start(w, [projection]);
    await caughtUp(w);
    await first.end();
    // as if the documents had been stored, and the checkpoint not any more
    w.store.storedCheckpoints.set('counters.v1.g1', { position: 100n, log: 'memory' });
    start(w, [projection]);
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ 100: { total: 1 }, 200: { total: 2 } });
  });

  test('marks a document whose projection throws, keeps its last good state, and goes on with the rest', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1, 13, 1));
    await w.events.append('counter-b', 'no_stream', counted(2));
    const { projector } = start(w);
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 1 }, b: { total: 2 } });
    expect(projector.status().degraded).toEqual([]);
    expect(await w.store.damage(['counters.v1.g1'])).toEqual(new Map([['counters.v1.g1', { broken: 1, skipped: 0 }]]));
  });

  test('passes over an event it cannot read, and remembers it', async () => {
    const w = world();
    w.events.plant('counter-a', { type: 'FromTheFuture', data: {} });
    await w.events.append('counter-b', 'no_stream', counted(2));
    const { projector } = start(w);
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ b: { total: 2 } });
    expect(projector.status().degraded).toEqual([]);
    expect(await w.store.damage(['counters.v1.g1'])).toEqual(new Map([['counters.v1.g1', { broken: 0, skipped: 1 }]]));
    expect([...w.store.skipped.values()]).toMatchObject([
      { position: 100n, reason: expect.stringContaining('FromTheFuture') },
    ]);
  });

  test('refuses to go on with the documents of another log, and says what to do, which loses nothing', async () => {
    const w = world();
    await w.store.save({ ...newEntry('counters', 1, new Date().toISOString()), live: 1, last: 1 });
    await w.store.begin('counters.v1.g1', { position: 100n, log: 'another' });
    const { projector } = start(w, [counters(2)]);
    await until('it complains', () => projector.status().degraded.length > 0);
    expect(projector.status().degraded[0]?.detail).toMatch(
      /event log another.*name another database, and keep this one/,
    );
    expect(w.store.entry('counters', 2)).toBeUndefined();
  });

  test('shows what fails now, and no more what failed before', async () => {
    const w = world();
    const { projector } = start(w);
    await caughtUp(w);
    const [catalogue, write] = [w.store.catalogue.bind(w.store), w.store.write.bind(w.store)];
    w.store.catalogue = () => Promise.reject(new Error('refused'));
    w.store.write = () => Promise.reject(new Error('refused too'));
    await w.events.append('counter-a', 'no_stream', counted(1));
    await until('it complains of both', () => projector.status().degraded.length === 2);
    w.store.catalogue = catalogue;
    await until('one is over', () => projector.status().degraded.length === 1);
    expect(projector.status().degraded[0]?.detail).toContain('refused too');
    w.store.write = write;
    await until('all is well', () => projector.status().degraded.length === 0);
    expect(w.store.documents('counters')).toEqual({ a: { total: 1 } });
  });

  test('begins anew when the database was emptied', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1));
    start(w);
    await caughtUp(w);
    w.store.empty();
    await w.events.append('counter-a', 0n, counted(2));
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 3 } });
  });

  test('two projections of one name are refused', () => {
    expect(() => new Projector({ ...world(), projections: [counters(1), counters(2)] })).toThrow(
      'two projections are called counters',
    );
  });
});

/** All there is of them but the words of errors. */
const documentsIn = (store: MemoryProjectionStore) =>
  new Map(
    [...(store.collections.get('counters.v1.g1') ?? [])].map(([id, { broken, ...rest }]) => [
      id,
      { ...rest, isBroken: broken !== undefined },
    ]),
  );

const script = fc.array(fc.record({ stream: fc.constantFrom('a', 'b', 'c'), by: fc.integer({ min: -1, max: 13 }) }), {
  maxLength: 30,
});

/** What a script becomes in the log, and the documents of a store that is told each event alone; -1 is a reset. */
const projectedOneByOne = async (steps: readonly { readonly stream: string; readonly by: number }[]) => {
  const events = createMemoryEventStore(counterRegistry);
  for (const { stream, by } of steps) {
    const read = (await events.read(`counter-${stream}`)).at(-1)?.revision;
    await events.append(`counter-${stream}`, read ?? 'no_stream', by === -1 ? [reset()] : counted(by));
  }
  const messages = events.log.map((event) => ({ kind: 'event' as const, event: counterRegistry.decode(event) }));
  const collection = fedCollection(counters(), 1);
  const whole = new MemoryProjectionStore();
  for (const message of messages) await projectBatch(whole, collection, [message]);
  return { messages, collection, whole };
};

test('however batches are cut and repeated, the documents are the same', async () => {
  const cuts = fc.array(fc.record({ size: fc.integer({ min: 1, max: 8 }), back: fc.integer({ min: 0, max: 8 }) }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(script, cuts, async (steps, batches) => {
      const { messages, collection, whole } = await projectedOneByOne(steps);
      const cut = new MemoryProjectionStore();
      const remembering = rememberDocuments(cut, 2);
      let at = 0;
      for (const { size, back } of batches) {
        at = Math.max(0, at - back);
        await projectBatch(remembering, collection, messages.slice(at, at + size));
        at += size;
      }
      await projectBatch(cut, collection, messages.slice(Math.min(at, messages.length)));
      expect(documentsIn(cut)).toEqual(documentsIn(whole));
    }),
    { numRuns: 200 },
  );
});

test('however two workers share the work, the documents are those of one', async () => {
  const turns = fc.array(fc.record({ who: fc.nat(1), size: fc.integer({ min: 1, max: 8 }) }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(script, turns, async (steps, batches) => {
      const { messages, collection, whole } = await projectedOneByOne(steps);
      const shared = new MemoryProjectionStore();
      const workers = [0, 1].map(() => ({ store: rememberDocuments(shared, 2), at: 0 }));
      const turn = async (worker: (typeof workers)[number], size: number): Promise<void> => {
        await projectBatch(worker.store, collection, messages.slice(worker.at, worker.at + size));
        worker.at += size;
      };
      for (const { who, size } of batches) await turn(workers[who]!, size);
      await turn(workers[0]!, messages.length);
      expect(documentsIn(shared)).toEqual(documentsIn(whole));
    }),
    { numRuns: 200 },
  );
});

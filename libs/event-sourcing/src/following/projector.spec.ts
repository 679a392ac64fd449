import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '../events/event.js';
import type { AnyProjection } from '../reading/projection.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { until } from '../testing/until.js';
import { counted, counterRegistry, counters, reset } from './counters.fixture.js';
import { projectBatch } from './project-batch.js';
import { MAIN_RUN } from './projection-store.js';
import { Projector } from './projector.js';
import { rememberDocuments } from './remember-documents.js';

const ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

const world = () => ({ events: createMemoryEventStore(counterRegistry), store: new MemoryProjectionStore() });

type World = ReturnType<typeof world>;

const start = ({ events, store }: World, projections: readonly AnyProjection[] = [counters()], epoch = 1n) => {
  const projector = new Projector({ events, store, projections, pollMs: 5, graceMs: 10 });
  const stop = new AbortController();
  const running = projector.run({ signal: stop.signal, epoch });
  const end = async (): Promise<void> => {
    stop.abort();
    await running;
  };
  ending.push(end);
  return { projector, running, end };
};

const caughtUp = async ({ events, store }: World): Promise<void> => {
  const head = await events.head();
  await until(`the checkpoint is at ${head}`, () => (store.checkpoints.get(MAIN_RUN)?.position ?? -1n) >= head);
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
    expect(await projector.lag()).toBe(0n);
  });

  test.each(['another-1', '$stats-1'])('is not behind because %s was written to', async (foreign) => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1));
    const { projector, end } = start(w);
    await caughtUp(w);
    await end();
    w.events.plant(foreign, { type: 'Foreign', data: {} });
    expect(await projector.lag()).toBe(0n);
  });

  test('goes on where it stopped', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1));
    const first = start(w);
    await caughtUp(w);
    await first.end();
    await w.events.append('counter-a', 0n, counted(2));
    const second = start(w, [counters()], 2n);
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 3 } });
    expect(second.projector.status().events).toBe(1);
  });

  test('says how far its documents are without waiting for the checkpoint', async () => {
    const w = world();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const advance = w.store.advance.bind(w.store);
    w.store.advance = (...args) => held.then(() => advance(...args));
    const { position } = await w.events.append('counter-a', 'no_stream', counted(1));
    const { projector } = start(w);
    await until('it says so', () => projector.status().position === position);
    expect(w.store.documents('counters')).toEqual({ a: { total: 1 } });
    expect(w.store.checkpoints.get(MAIN_RUN)).toBeUndefined();
    release();
    await caughtUp(w);
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
      checkpoint: w.store.checkpoints.get(MAIN_RUN),
      documents: new Map(w.store.collections.get('counters.v1.g1')),
    };
    await w.events.append('counter-a', 0n, counted(2));
    await w.events.append('counter-b', 'no_stream', counted(5));
    await caughtUp(w);
    if (backup.checkpoint !== undefined) w.store.checkpoints.set(MAIN_RUN, backup.checkpoint);
    w.store.collections.set('counters.v1.g1', backup.documents);
    await w.events.append('counter-a', 1n, counted(3));
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 6 }, b: { total: 5 } });
  });

  test('looks for no document where every event has its own, and repeats none after a crash', async () => {
    const w = world();
    const perEvent = (event: Recorded): string => String(event.position);
    const projection = { ...counters(), id: perEvent, documentPerEvent: true } as AnyProjection;
    w.store.load = () => Promise.reject(new Error('looked for'));
    await w.events.append('counter-a', 'no_stream', counted(1, 2));
    const first = start(w, [projection]);
    await caughtUp(w);
    await first.end();
    // as if the documents had been stored, and the checkpoint not any more
    w.store.checkpoints.set(MAIN_RUN, { position: 100n, log: 'memory', epoch: 1n });
    start(w, [projection], 2n);
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
    expect(projector.status().degraded).toEqual([expect.stringContaining('1 broken documents')]);
  });

  test('passes over an event it cannot read, and remembers it', async () => {
    const w = world();
    w.events.plant('counter-a', { type: 'FromTheFuture', data: {} });
    await w.events.append('counter-b', 'no_stream', counted(2));
    const { projector } = start(w);
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ b: { total: 2 } });
    expect(projector.status().degraded).toEqual([expect.stringContaining('1 events skipped')]);
    expect([...w.store.skipped.values()]).toMatchObject([
      { position: 100n, reason: expect.stringContaining('FromTheFuture') },
    ]);
  });

  test('refuses to go on with the checkpoint of another log, and says what to do', async () => {
    const w = world();
    w.store.checkpoints.set(MAIN_RUN, { position: 100n, log: 'another', epoch: 1n });
    const { projector } = start(w);
    await until('it complains', () => projector.status().degraded.length > 0);
    expect(projector.status().degraded[0]).toMatch(/event log another.*empty database/);
  });

  test('ends when a later worker has taken over', async () => {
    const w = world();
    const { running } = start(w);
    await caughtUp(w);
    w.store.checkpoints.set(MAIN_RUN, { position: 0n, log: 'memory', epoch: 2n });
    await w.events.append('counter-a', 'no_stream', counted(1));
    await running;
    expect(w.store.checkpoints.get(MAIN_RUN)?.epoch).toBe(2n);
  });

  test('builds a new version beside the live one, flips, and drops the old one', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1, 2));
    const old = start(w);
    await caughtUp(w);
    await old.end();
    start(w, [counters(2, 10)], 2n);
    await until('the new version is live', () => w.store.entries.get('counters')?.live?.version === 2);
    expect(w.store.documents('counters')).toEqual({ a: { total: 30 } });
    await w.events.append('counter-a', 1n, counted(3));
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: 60 } });
    await until('the old one is gone', () => !w.store.collections.has('counters.v1.g1'));
    expect([...w.store.checkpoints.keys()]).toEqual([MAIN_RUN]);
  });

  test('rebuilds on request while events keep coming, without losing or repeating one', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(0));
    start(w);
    await caughtUp(w);
    w.store.requestRebuild('counters');
    let revision = 0n;
    await until('the second generation is live', async () => {
      await w.events.append('counter-a', revision, counted(1));
      revision += 1n;
      return w.store.entries.get('counters')?.live?.generation === 2;
    });
    await caughtUp(w);
    expect(w.store.documents('counters')).toEqual({ a: { total: Number(revision) } });
  });

  test('a repaired version heals what was broken', async () => {
    const w = world();
    await w.events.append('counter-a', 'no_stream', counted(1, 13));
    const old = start(w);
    await caughtUp(w);
    await old.end();
    const repaired = { ...counters(2), evolve: { Counted: () => ({ total: 14 }) } } as unknown as AnyProjection;
    const { projector } = start(w, [repaired], 2n);
    await until('the repaired one is live', () => w.store.entries.get('counters')?.live?.version === 2);
    await until('all is well', () => projector.status().degraded.length === 0);
  });

  test('two projections of one name are refused', () => {
    expect(() => new Projector({ ...world(), projections: [counters(1), counters(2)] })).toThrow(
      'two projections are called counters',
    );
  });
});

test('however batches are cut and repeated, the documents are the same', async () => {
  const script = fc.array(fc.record({ stream: fc.constantFrom('a', 'b', 'c'), by: fc.integer({ min: -1, max: 13 }) }), {
    maxLength: 30,
  });
  const cuts = fc.array(fc.record({ size: fc.integer({ min: 1, max: 8 }), back: fc.integer({ min: 0, max: 8 }) }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(script, cuts, async (steps, batches) => {
      const events = createMemoryEventStore(counterRegistry);
      for (const { stream, by } of steps) {
        const read = (await events.read(`counter-${stream}`)).at(-1)?.revision;
        await events.append(`counter-${stream}`, read ?? 'no_stream', by === -1 ? [reset()] : counted(by));
      }
      const messages = events.log.map((event) => ({ kind: 'event' as const, event: counterRegistry.decode(event) }));
      const lane = { projection: counters(), target: { name: 'counters', version: 1, generation: 1, indexes: [] } };
      const whole = new MemoryProjectionStore();
      for (const message of messages) await projectBatch(whole, lane, [message]);
      const cut = new MemoryProjectionStore();
      const remembering = rememberDocuments(cut, 2);
      let at = 0;
      for (const { size, back } of batches) {
        at = Math.max(0, at - back);
        await projectBatch(remembering, lane, messages.slice(at, at + size));
        at += size;
      }
      await projectBatch(cut, lane, messages.slice(Math.min(at, messages.length)));
      const positionsAndDocs = (store: MemoryProjectionStore) =>
        new Map(
          [...(store.collections.get('counters.v1.g1') ?? [])].map(([id, { broken, ...rest }]) => [
            id,
            { ...rest, isBroken: broken !== undefined },
          ]),
        );
      expect(positionsAndDocs(cut)).toEqual(positionsAndDocs(whole));
    }),
    { numRuns: 200 },
  );
});

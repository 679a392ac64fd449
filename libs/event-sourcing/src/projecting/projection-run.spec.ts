import { afterEach, describe, expect, test } from 'vitest';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { until } from '../testing/until.js';
import { counted, counterRegistry, counters } from './counters.fixture.js';
import { type FedCollection, fedCollection } from './fed-collection.js';
import { ProjectionRun } from './projection-run.js';

const LOG = 'memory';
const stop = { following: new AbortController() };
let running: Promise<void> = Promise.resolve();

afterEach(async () => {
  stop.following.abort();
  await running;
  stop.following = new AbortController();
});

const [first, second] = [fedCollection(counters(), 1), fedCollection(counters(), 2)];

/** Two generations of the same documents, of which a run feeds the first. */
class World {
  readonly events = createMemoryEventStore(counterRegistry);
  readonly store = new MemoryProjectionStore();
  private written = 0;

  async begin(): Promise<void> {
    for (const { name, target } of [first, second]) {
      await this.store.prepare(target);
      await this.store.begin(name, { position: 0n, log: LOG });
    }
  }

  async count(...by: number[]): Promise<void> {
    const expected = this.written === 0 ? 'no_stream' : BigInt(this.written - 1);
    this.written += by.length;
    await this.events.append('counter-a', expected, counted(...by));
  }

  follow({ name, target, projection }: FedCollection, batchSize = 100): ProjectionRun {
    const context = { events: this.events, store: this.store, batchSize, log: LOG };
    const run = new ProjectionRun(context, [{ name, target, projection }], 0n, () => Promise.resolve());
    running = run.follow(stop.following.signal);
    return run;
  }

  /** As a run of its own has fed it so far. */
  fed({ name }: FedCollection, position: bigint, total: number): void {
    const doc = { id: 'a', position, doc: { total } };
    this.store.collections.set(name, new Map([['a', doc]]));
    this.store.storedCheckpoints.set(name, { position, log: LOG });
  }

  /** The run has fed the first one event, and the second has had it from a run of its own. */
  async bothThere(): Promise<ProjectionRun> {
    await this.begin();
    await this.count(1);
    const run = this.follow(first);
    await until('the first is there', () => this.position(first) === 100n);
    this.fed(second, 100n, 1);
    return run;
  }

  /** Then the run has fed the first one more. */
  async oneBehind(): Promise<ProjectionRun> {
    const run = await this.bothThere();
    await this.count(2);
    await until('the first is there', () => this.position(first) === 200n);
    return run;
  }

  total({ name }: FedCollection): unknown {
    return this.store.collections.get(name)?.get('a')?.doc;
  }

  position({ name }: FedCollection): bigint | undefined {
    return this.store.storedCheckpoints.get(name)?.position;
  }
}

describe('a run of the projector', () => {
  test('takes in who is a little behind, and brings them up to where it is without waiting for an event', async () => {
    const w = new World();
    const run = await w.oneBehind();
    expect(await run.join([second], 100n)).toBe(true);
    expect(w.position(second)).toBe(200n);
    expect([w.total(first), w.total(second)]).toEqual([{ total: 3 }, { total: 3 }]);
    await w.count(4);
    await until('both are', () => w.position(second) === 300n);
    expect([w.total(first), w.total(second)]).toEqual([{ total: 7 }, { total: 7 }]);
  });

  test('takes them in after the batch that it feeds: they get what they lack', async () => {
    const w = new World();
    const run = await w.oneBehind();
    let release = (): void => undefined;
    const write = w.store.write.bind(w.store);
    const held = new Promise<void>((resolve) => {
      w.store.write = async (...of) => {
        resolve();
        await new Promise<void>((go) => (release = go));
        w.store.write = write;
        return write(...of);
      };
    });
    await w.count(4);
    await held;
    const joined = run.join([second], 100n);
    release();
    expect(await joined).toBe(true);
    await until('both are there', () => w.position(second) === 300n);
    expect([w.total(first), w.total(second)]).toEqual([{ total: 7 }, { total: 7 }]);
  });

  test('takes in nobody who lacks more than it remembers', async () => {
    const w = new World();
    await w.begin();
    await w.count(1, 2, 3, 4, 5, 6);
    const run = w.follow(first, 2);
    await until('the first is there', () => run.position === 600n);
    expect(await run.join([second], 100n)).toBe(false);
    w.fed(second, 400n, 10);
    expect(await run.join([second], 400n)).toBe(true);
    expect(w.position(second)).toBe(600n);
    expect([w.total(first), w.total(second)]).toEqual([{ total: 21 }, { total: 21 }]);
  });

  test('feeds who was asked to join twice once', async () => {
    const w = new World();
    const run = await w.bothThere();
    expect(await Promise.all([run.join([second], 100n), run.join([second], 100n)])).toEqual([true, true]);
    expect(run.collections).toHaveLength(2);
  });

  test('feeds nobody who could not be brought up, and says why', async () => {
    const w = new World();
    const run = await w.oneBehind();
    const write = w.store.write.bind(w.store);
    w.store.write = () => Promise.reject(new Error('the database is away'));
    await expect(run.join([second], 100n)).rejects.toThrow('the database is away');
    w.store.write = write;
    expect(w.position(second)).toBe(100n);
    expect(run.collections).toEqual([expect.objectContaining({ name: first.name })]);
    expect(await run.join([second], 100n)).toBe(true);
    expect([w.position(second), w.total(second)]).toEqual([200n, { total: 3 }]);
  });

  test.each(Array.from({ length: 40 }, (_, turns) => turns))(
    'takes in who comes %i turns after an event',
    async (turns) => {
      const w = new World();
      const run = await w.oneBehind();
      const counted = w.count(4);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      expect(await run.join([second], 100n)).toBe(true);
      await counted;
      await until('both are there', () => w.position(first) === 300n && w.position(second) === 300n);
      expect([w.total(first), w.total(second)]).toEqual([{ total: 7 }, { total: 7 }]);
    },
  );
});

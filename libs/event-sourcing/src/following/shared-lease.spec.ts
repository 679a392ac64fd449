import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualTiming } from '../testing/manual-timing.js';
import { MemoryLeaseStore } from '../testing/memory-lease-store.js';
import { Lease, type LeaseRecord, type LeaseStore } from './lease.js';
import { type HeldShards, SharedLease } from './shared-lease.js';

const SHARDS = 4;
const TTL = 8000;
const BEAT = TTL / 8;

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** The way of one process to the store: cut, it is as dead or suspended to the others. */
class Way implements LeaseStore {
  isCut = false;

  constructor(private readonly store: LeaseStore) {}

  readLease(name: string): Promise<LeaseRecord | undefined> {
    return this.isCut ? Promise.reject(new Error('cut')) : this.store.readLease(name);
  }

  writeLease(name: string, from: LeaseRecord | undefined, to: LeaseRecord): Promise<boolean> {
    return this.isCut ? Promise.reject(new Error('cut')) : this.store.writeLease(name, from, to);
  }
}

/** A process whose work takes a while to end. */
class Worker {
  readonly way: Way;
  readonly lease: SharedLease;
  /** Each share that it was given, in order. */
  readonly shares: { readonly epoch: bigint; readonly shards: readonly number[] }[] = [];
  endingMs = 0;
  private readonly ending = new AbortController();
  private readonly running: Promise<void>;
  private current: HeldShards | undefined;

  constructor(
    store: LeaseStore,
    owner: string,
    private readonly clock: ManualTiming,
  ) {
    this.way = new Way(store);
    this.lease = new SharedLease({
      ...{ store: this.way, name: 'work', owner, ttlMs: TTL, timing: clock, shards: SHARDS },
    });
    this.running = this.lease.whileHeld((held) => this.work(held), this.ending.signal);
  }

  /** What it may act on right now. */
  get acts(): readonly number[] {
    return this.lease.epoch() === undefined ? [] : [...(this.current?.shards ?? [])].toSorted();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.clock.pass(this.endingMs);
    await this.running;
  }

  private async work(held: HeldShards): Promise<void> {
    this.shares.push({ epoch: held.epoch, shards: [...held.shards].toSorted() });
    this.current = held;
    await aborted(held.signal);
    await this.clock.sleep(this.endingMs);
    this.current = undefined;
  }
}

const world = () => {
  const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
  return { clock, store, worker: (owner: string) => new Worker(store, owner, clock) };
};

/** Workers that come and go, of which no two may ever act on the same. */
class Crowd {
  private readonly world = world();
  private readonly workers = new Map<number, Worker>();
  private came = 0;

  come(which: number): void {
    if (this.workers.has(which)) return;
    this.came += 1;
    this.workers.set(which, this.world.worker(`${which}.${this.came}`));
  }

  async go(which: number): Promise<void> {
    const worker = this.workers.get(which);
    this.workers.delete(which);
    await worker?.stop();
  }

  cut(which: number): void {
    this.with(which, ({ way }) => (way.isCut = true));
  }

  mend(which: number): void {
    this.with(which, ({ way }) => (way.isCut = false));
  }

  linger(which: number, ms: number): void {
    this.with(which, (worker) => (worker.endingMs = ms));
  }

  surpass(which: number, ms: number): void {
    this.with(which, ({ lease }) => lease.surpass(BigInt(ms % 50)));
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += BEAT / 2) {
      await this.world.clock.pass(BEAT / 2);
      expect(this.acts).toHaveLength(new Set(this.acts).size);
    }
  }

  /** From now on all reach the store, and what they do ends within a TTL: of longer work they take each other's shares again and again. */
  async settle(): Promise<void> {
    for (const worker of this.workers.values()) {
      worker.way.isCut = false;
      worker.endingMs = Math.min(worker.endingMs, TTL - BEAT);
    }
    await this.pass(6 * TTL);
    expect(this.acts.toSorted()).toEqual(this.workers.size === 0 ? [] : [0, 1, 2, 3]);
    await stopAll(...this.workers.values());
  }

  private get acts(): readonly number[] {
    return [...this.workers.values()].flatMap(({ acts }) => acts);
  }

  private with(which: number, happens: (worker: Worker) => unknown): void {
    const worker = this.workers.get(which);
    if (worker !== undefined) happens(worker);
  }
}

const stopAll = async (...workers: readonly { stop: () => Promise<void> }[]): Promise<void> => {
  for (const worker of workers) await worker.stop();
};

describe('a lease that is shared', () => {
  test('is of one who is alone', async () => {
    const { clock, worker } = world();
    const one = worker('one');
    await clock.pass(60_000);
    expect(one.shares).toEqual([{ epoch: 1n, shards: [0, 1, 2, 3] }]);
    expect([one.acts, one.lease.held]).toEqual([[0, 1, 2, 3], 4]);
    await stopAll(one);
  });

  test('is divided with who comes, once the first does nothing under it any more', async () => {
    const { clock, worker } = world();
    const one = worker('one');
    await clock.pass(10);
    one.endingMs = 2.5 * BEAT;
    const other = worker('other');
    await clock.pass(2 * BEAT);
    expect([one.acts, other.acts]).toEqual([[0, 1, 2, 3], []]);
    await clock.pass(3 * BEAT);
    expect([one.acts, other.acts]).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect([one.lease.epoch(), other.lease.epoch()]).toEqual([2n, 2n]);
    await clock.pass(60_000);
    expect([one.shares.length, other.shares.length]).toEqual([2, 1]);
    await stopAll(one, other);
  });

  test('is, of one that died, the other’s after the TTL, not before', async () => {
    const { clock, worker } = world();
    const [one, other] = [worker('one'), worker('other')];
    await clock.pass(10 * BEAT);
    one.way.isCut = true;
    await clock.pass(TTL - BEAT);
    expect([one.acts, other.acts]).toEqual([[], [2, 3]]);
    await clock.pass(2.5 * BEAT);
    expect(other.acts).toEqual([0, 1, 2, 3]);
    expect(other.lease.epoch()).toBe(3n);
    one.way.isCut = false;
    await clock.pass(4 * BEAT);
    expect([one.acts, other.acts].map((shards) => shards.length)).toEqual([2, 2]);
    await stopAll(one, other);
  });

  test('is, of one that was killed, at once its successor’s of the same name, under a greater epoch', async () => {
    const { clock, worker } = world();
    const killed = worker('standalone');
    await clock.pass(10 * BEAT);
    killed.way.isCut = true;
    const successor = worker('standalone');
    await clock.pass(BEAT / 2);
    expect(successor.shares).toEqual([{ epoch: 2n, shards: [0, 1, 2, 3] }]);
    await clock.pass(TTL);
    await stopAll(killed, successor);
  });

  test('is, of one that leaves, the other’s with its next sign of life', async () => {
    const { clock, worker } = world();
    const [one, other] = [worker('one'), worker('other')];
    await clock.pass(10 * BEAT);
    await stopAll(one);
    await clock.pass(BEAT);
    expect(other.acts).toEqual([0, 1, 2, 3]);
    await stopAll(other);
  });

  test('lets nobody act beyond half the TTL of their last sign of life', async () => {
    const { clock, worker } = world();
    const one = worker('one');
    await clock.pass(10 * BEAT);
    one.way.isCut = true;
    await clock.pass(TTL / 2 + BEAT);
    expect(one.lease.epoch()).toBeUndefined();
    await stopAll(one);
  });

  test('gives who lost it nothing before the last of what was done under it has ended', async () => {
    const { clock, worker } = world();
    const [one, other] = [worker('one'), worker('other')];
    await clock.pass(10 * BEAT);
    one.endingMs = 3 * TTL;
    one.way.isCut = true;
    await clock.pass(TTL + 2 * BEAT);
    one.way.isCut = false;
    await clock.pass(4 * BEAT);
    expect([one.acts, other.acts]).toEqual([[], [0, 1, 2, 3]]);
    await clock.pass(3 * TTL);
    expect([one.acts.length, other.acts.length]).toEqual([2, 2]);
    await stopAll(one, other);
  });

  test('is taken from one whose work does not end', async () => {
    const { clock, worker } = world();
    const one = worker('one');
    await clock.pass(10 * BEAT);
    one.endingMs = 10 * TTL;
    const other = worker('other');
    await clock.pass(TTL);
    expect(other.acts).toEqual([]);
    await clock.pass(TTL + 4 * BEAT);
    expect([one.acts, other.acts]).toEqual([[], [0, 1, 2, 3]]);
    await stopAll(one, other);
  });

  test('goes on above an epoch that was surpassed, and all who share it begin anew', async () => {
    const { clock, worker } = world();
    const [one, other] = [worker('one'), worker('other')];
    await clock.pass(10 * BEAT);
    one.lease.surpass(41n);
    expect(one.lease.epoch()).toBeUndefined();
    await clock.pass(2 * BEAT);
    expect([one.shares.at(-1), other.shares.at(-1)]).toEqual([
      { epoch: 42n, shards: [0, 1] },
      { epoch: 42n, shards: [2, 3] },
    ]);
    await clock.pass(60_000);
    expect([one.lease.epoch(), other.lease.epoch()]).toEqual([42n, 42n]);
    await stopAll(one, other);
  });

  test('is as before where one heard by the runtime that the others act under the epoch that it comes to know next', async () => {
    const { clock, worker } = world();
    const [one, other] = [worker('one'), worker('other')];
    await clock.pass(10 * BEAT);
    const third = worker('third');
    await clock.pass(2);
    one.lease.surpass(3n);
    await clock.pass(10 * BEAT);
    const epochs = [one, other, third].map(({ lease }) => lease.epoch());
    expect(new Set(epochs).size).toBe(1);
    expect(epochs[0]).toBeLessThan(6n);
    await stopAll(one, other, third);
  });

  describe('beside an older version, which holds it alone', () => {
    const older = (store: LeaseStore, clock: ManualTiming) => {
      const lease = new Lease({ store, name: 'work', owner: 'older', ttlMs: TTL, timing: clock });
      const ending = new AbortController();
      const running = lease.whileHeld(({ signal }) => aborted(signal), ending.signal);
      return {
        lease,
        stop: async () => {
          ending.abort();
          await clock.pass(0);
          await running;
        },
      };
    };

    test('waits until that one has ended', async () => {
      const { clock, store, worker } = world();
      const before = older(store, clock);
      await clock.pass(10);
      const [one, other] = [worker('one'), worker('other')];
      await clock.pass(60_000);
      expect([before.lease.epoch(), one.acts, other.acts]).toEqual([1n, [], []]);
      await before.stop();
      await clock.pass(4 * BEAT);
      expect([one.acts.length, other.acts.length]).toEqual([2, 2]);
      await stopAll(one, other);
    });

    test('gives it nothing while one of those who share it lives', async () => {
      const { clock, store, worker } = world();
      const [one, other] = [worker('one'), worker('other')];
      await clock.pass(10);
      const back = older(store, clock);
      await clock.pass(5 * BEAT);
      one.way.isCut = true;
      await clock.pass(60_000);
      expect([back.lease.epoch(), other.acts]).toEqual([undefined, [0, 1, 2, 3]]);
      await stopAll(one, other);
      await clock.pass(2 * BEAT);
      expect(back.lease.epoch()).toBeGreaterThan(3n);
      await back.stop();
    });
  });

  test('has nobody act on what another acts on, whoever comes, goes, or is cut off, and all of it is done in the end', async () => {
    const act = fc.tuple(
      fc.constantFrom('come', 'come', 'go', 'cut', 'mend', 'linger', 'surpass'),
      fc.nat({ max: 3 }),
      fc.integer({ min: 0, max: 2 * TTL }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
        const crowd = new Crowd();
        for (const [what, which, ms] of acts) {
          await crowd[what](which, ms);
          await crowd.pass(ms);
        }
        await crowd.settle();
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

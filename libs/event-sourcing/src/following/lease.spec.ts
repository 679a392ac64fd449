import { describe, expect, test } from 'vitest';
import { ManualTiming } from '../testing/manual-timing.js';
import { MemoryLeaseStore } from '../testing/memory-lease-store.js';
import { Lease, type LeaseStore } from './lease.js';

const worker = (store: LeaseStore, owner: string, clock: ManualTiming) => {
  const lease = new Lease({ store, name: 'worker', owner, ttlMs: 6000, timing: clock });
  const ending = new AbortController();
  const epochs: bigint[] = [];
  let active = false;
  const running = lease.whileHeld(async ({ signal, epoch }) => {
    epochs.push(epoch);
    active = true;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    active = false;
  }, ending.signal);
  return {
    lease,
    epochs,
    isActive: () => active,
    stop: async (passing: ManualTiming) => {
      ending.abort();
      await passing.pass(0);
      await running;
    },
  };
};

describe('a lease', () => {
  test('is held by one; the other stands by until it is given up', async () => {
    const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
    const first = worker(store, 'first', clock);
    await clock.pass(1);
    const second = worker(store, 'second', clock);
    await clock.pass(60_000);
    expect([first.isActive(), second.isActive()]).toEqual([true, false]);
    await first.stop(clock);
    await clock.pass(2000);
    expect([first.isActive(), second.isActive()]).toEqual([false, true]);
    expect(second.epochs).toEqual([2n]);
    await second.stop(clock);
  });

  test('of a holder that died is taken over after the TTL, not before', async () => {
    const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
    store.record = { owner: 'dead', epoch: 7n, beat: 3n };
    const heir = worker(store, 'heir', clock);
    await clock.pass(5900);
    expect(heir.isActive()).toBe(false);
    await clock.pass(2100);
    expect(heir.isActive()).toBe(true);
    expect(heir.epochs).toEqual([8n]);
    await heir.stop(clock);
  });

  test('lets its holder act only within half the TTL of its last beat', async () => {
    const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
    const holder = worker(store, 'holder', clock);
    await clock.pass(3500);
    expect(holder.lease.epoch()).toBe(1n);
    store.isDown = true;
    await clock.pass(3100);
    expect(holder.lease.epoch()).toBeUndefined();
    expect(holder.isActive()).toBe(false);
    store.isDown = false;
    await clock.pass(8000);
    expect(holder.lease.epoch()).toBe(2n);
    await holder.stop(clock);
  });

  test('that somebody else took is noticed at the next beat', async () => {
    const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
    const holder = worker(store, 'holder', clock);
    await clock.pass(10);
    store.record = { owner: 'thief', epoch: 9n, beat: 0n };
    await clock.pass(1100);
    expect(holder.isActive()).toBe(false);
    expect(holder.lease.epoch()).toBeUndefined();
    await holder.stop(clock);
    expect(store.record.owner).toBe('thief');
  });

  test('beats together with the others of its process', async () => {
    const [clock, stores] = [new ManualTiming(), [new MemoryLeaseStore(), new MemoryLeaseStore()] as const];
    const beats: number[] = [];
    for (const store of stores) {
      const write = store.writeLease.bind(store);
      store.writeLease = (name, from, to) => {
        if (to.beat > 0n) beats.push(clock.now());
        return write(name, from, to);
      };
    }
    const first = worker(stores[0], 'one process', clock);
    await clock.pass(333);
    const second = worker(stores[1], 'one process', clock);
    await clock.pass(6000);
    expect(beats.length).toBeGreaterThan(12);
    expect(new Set(beats).size).toBe(beats.length / 2);
    await first.stop(clock);
    await second.stop(clock);
  });

  describe('whose holder is told to end', () => {
    const endingWorker = () => {
      const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
      const lease = new Lease({ store, name: 'worker', owner: 'ending', ttlMs: 6000, timing: clock });
      const [told, done] = [new AbortController(), new AbortController()];
      const running = lease.whileHeld(
        () => new Promise((resolve) => done.signal.addEventListener('abort', () => resolve(), { once: true })),
        told.signal,
      );
      return { clock, store, lease, told, done, running };
    };

    test('is nobody else’s before what was begun under it is done, and then at once', async () => {
      const { clock, store, lease, told, done, running } = endingWorker();
      await clock.pass(1);
      const other = worker(store, 'other', clock);
      told.abort();
      await clock.pass(60_000);
      expect([other.isActive(), lease.epoch()]).toEqual([false, 1n]);
      done.abort();
      await clock.pass(1000);
      expect(other.isActive()).toBe(true);
      await running;
      await other.stop(clock);
    });

    test('is given up at once, and nothing is begun, where it comes only then', async () => {
      const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
      const [ending, begun] = [new AbortController(), [] as bigint[]];
      const write = store.writeLease.bind(store);
      store.writeLease = (name, from, to) => {
        ending.abort();
        return write(name, from, to);
      };
      const lease = new Lease({ store, name: 'worker', owner: 'late', ttlMs: 6000, timing: clock });
      await lease.whileHeld(({ epoch }) => Promise.resolve(void begun.push(epoch)), ending.signal);
      expect([begun, store.record?.owner]).toEqual([[], '']);
    });

    test('is lost meanwhile as ever, where nothing is heard of it', async () => {
      const { clock, store, lease, told, done, running } = endingWorker();
      await clock.pass(1);
      told.abort();
      store.isDown = true;
      await clock.pass(3100);
      expect(lease.epoch()).toBeUndefined();
      done.abort();
      await running;
    });
  });

  describe('whose epoch was surpassed', () => {
    test('goes on above it, where the store has lost its records', async () => {
      const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
      const holder = worker(store, 'holder', clock);
      await clock.pass(10);
      holder.lease.surpass(41n);
      expect(holder.lease.epoch()).toBeUndefined();
      await clock.pass(1100);
      expect(holder.lease.epoch()).toBe(42n);
      expect(store.record).toMatchObject({ owner: 'holder', epoch: 42n });
      await clock.pass(60_000);
      expect(holder.epochs).toEqual([1n]);
      await holder.stop(clock);
      const next = worker(store, 'next', clock);
      await clock.pass(1100);
      expect(next.lease.epoch()).toBe(43n);
      await next.stop(clock);
    });

    test('is lost, where a later holder acted', async () => {
      const [clock, store] = [new ManualTiming(), new MemoryLeaseStore()];
      const holder = worker(store, 'holder', clock);
      await clock.pass(10);
      store.record = { owner: 'heir', epoch: 2n, beat: 0n };
      holder.lease.surpass(2n);
      expect(holder.lease.epoch()).toBeUndefined();
      await clock.pass(1100);
      expect(holder.isActive()).toBe(false);
      expect(store.record).toMatchObject({ owner: 'heir', epoch: 2n });
      await holder.stop(clock);
    });
  });
});

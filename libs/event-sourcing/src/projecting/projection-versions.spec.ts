import { afterEach, describe, expect, test } from 'vitest';
import type { AnyProjection } from '../reading/projection.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { StoredReadModels } from '../testing/stored-read-models.js';
import { until } from '../testing/until.js';
import { counted, counterRegistry, counters } from './counters.fixture.js';
import { Projector, type ProjectorOptions } from './projector.js';

const DAY_MS = 86_400_000;

const ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

/** A log, read models, and workers of several versions of the program. */
class World {
  readonly events = createMemoryEventStore(counterRegistry);
  readonly store = new MemoryProjectionStore();
  /** From where the log was followed. */
  readonly readFrom: bigint[] = [];
  time = Date.parse('2026-01-01T00:00:00Z');
  private revision = -1n;

  constructor() {
    const follow = this.events.follow.bind(this.events);
    this.events.follow = (options) => {
      this.readFrom.push(options.after ?? 0n);
      return follow(options);
    };
  }

  async count(...by: number[]): Promise<void> {
    await this.events.append('counter-a', this.revision === -1n ? 'no_stream' : this.revision, counted(...by));
    this.revision += BigInt(by.length);
  }

  start(projections: readonly AnyProjection[], options: Partial<ProjectorOptions> = {}) {
    const { events, store } = this;
    const clock = () => new Date(this.time);
    const projector = new Projector({ events, store, projections, pollMs: 5, graceMs: 10, clock, ...options });
    const stop = new AbortController();
    const running = projector.run(stop);
    const end = async (): Promise<void> => {
      stop.abort();
      await running;
    };
    ending.push(end);
    return { projector, end };
  }

  position(collection: string): bigint {
    return this.store.storedCheckpoints.get(collection)?.position ?? -1n;
  }

  async isAtEnd(...collections: string[]): Promise<void> {
    const head = await this.events.head();
    await until(`${collections.join(', ')} at ${head}`, () => collections.every((one) => this.position(one) >= head));
  }

  async isLive(version: number, generation = 1): Promise<void> {
    const live = (): boolean => this.store.entry('counters', version)?.live === generation;
    await until(`version ${version} has generation ${generation} live`, live);
  }

  total(version: number): number | undefined {
    return (this.store.documents('counters', version)['a'] as { total: number } | undefined)?.total;
  }
}

const others = (): AnyProjection => ({ ...counters(), name: 'others' });

describe('two versions of a projection', () => {
  test('are both fed, each by its worker, whichever came first and however they take turns', async () => {
    const w = new World();
    await w.count(1);
    const old = w.start([counters(1), others()]);
    await w.isLive(1);
    const next = w.start([counters(2, 10), others()]);
    await w.isLive(2);
    await w.count(2);
    await w.isAtEnd('counters.v1.g1', 'counters.v2.g1', 'others.v1.g1');
    expect([w.total(1), w.total(2)]).toEqual([3, 30]);
    await old.end();
    await w.count(3);
    await w.isAtEnd('counters.v2.g1', 'others.v1.g1');
    expect([w.total(1), w.total(2)]).toEqual([3, 60]);
    w.start([counters(1), others()]);
    await next.end();
    await w.isAtEnd('counters.v1.g1');
    expect([w.total(1), w.total(2)]).toEqual([6, 60]);
    expect(w.store.collections.size).toBe(3);
  });

  test('are built once: whoever comes back goes on where that version stopped', async () => {
    const w = new World();
    await w.count(1, 2, 3);
    for (const version of [1, 2, 1, 2, 1]) {
      const worker = w.start([counters(version)]);
      await w.isLive(version);
      await w.isAtEnd(`counters.v${version}.g1`);
      await worker.end();
      await w.count(1);
    }
    expect(w.readFrom.filter((from) => from === 0n)).toHaveLength(2);
    expect([...w.store.collections.keys()]).toEqual(['counters.v1.g1', 'counters.v2.g1']);
  });

  test('what is behind catches up while the rest goes on, and then shares its reading of the log', async () => {
    const w = new World();
    await w.count(...Array.from({ length: 50 }, () => 1));
    const old = w.start([others()]);
    await until('it is live', () => w.store.entry('others')?.live === 1);
    await old.end();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const write = w.store.write.bind(w.store);
    w.store.write = async (target, changes) => {
      if (target.name === 'counters') await held;
      return write(target, changes);
    };
    w.start([others(), counters(1)]);
    await w.count(1);
    await w.isAtEnd('others.v1.g1');
    expect(w.store.entry('counters')?.live).toBeUndefined();
    release();
    await w.isLive(1);
    await w.count(1);
    await w.isAtEnd('others.v1.g1', 'counters.v1.g1');
    expect(w.total(1)).toBe(52);
    // the first worker, the second one, and its catching up
    expect(w.readFrom).toEqual([0n, 5_000n, 0n]);
  });

  test('what is new is read once it has seen all that there was when it was begun, also where the others are further by then', async () => {
    const w = new World();
    await w.count(...Array.from({ length: 10 }, () => 1));
    const old = w.start([others()], { batchSize: 20 });
    await until('it is live', () => w.store.entry('others')?.live === 1);
    await old.end();
    await w.count(...Array.from({ length: 50 }, () => 1));
    const [write, save] = [w.store.write.bind(w.store), w.store.save.bind(w.store)];
    w.store.write = async (target, changes) => {
      if (target.name === 'counters') await w.isAtEnd('others.v1.g1');
      return write(target, changes);
    };
    const shown: (number | undefined)[] = [];
    w.store.save = async (entry) => {
      const isSaved = await save(entry);
      if (entry.name === 'counters' && entry.live !== undefined && isSaved) shown.push(w.total(1));
      return isSaved;
    };
    w.start([others(), counters(1)], { batchSize: 20 });
    await w.isLive(1);
    expect(shown).toEqual([60]);
  });

  test('a document is as new as the position that was waited for, also while another version is built', async () => {
    const w = new World();
    await w.count(1);
    const old = w.start([counters(1)]);
    await w.isLive(1);
    await old.end();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const write = w.store.write.bind(w.store);
    w.store.write = async (target, changes) => {
      await held;
      return write(target, changes);
    };
    await w.count(...Array.from({ length: 40 }, () => 1));
    w.start([counters(2)]);
    const [before, after] = [counters(1), counters(2)].map((one) => new StoredReadModels(w.store, [one]));
    expect(await before!.waitFor(4_100n, 20)).toBe(false);
    expect(await before!.documents(counters(1)).get('a')).toMatchObject({ total: 1 });
    await expect(after!.waitFor(4_100n, 20)).rejects.toThrow('counters.v2 is being built');
    await expect(after!.documents(counters(2)).get('a')).rejects.toThrow('counters.v2 is being built');
    release();
    expect(await after!.waitFor(4_100n, 20_000)).toBe(true);
    expect(await after!.documents(counters(2)).get('a')).toMatchObject({ total: 41 });
  });

  test('several that are equally far catch up in one reading of the log', async () => {
    const w = new World();
    await w.count(1);
    const first = w.start([others()]);
    await until('it is live', () => w.store.entry('others')?.live === 1);
    await first.end();
    w.start([others(), counters(1), { ...counters(1), name: 'more' }]);
    await w.isLive(1);
    await until('so is the other', () => w.store.entry('more')?.live === 1);
    expect(w.readFrom).toEqual([0n, 100n, 0n]);
  });

  test('a repaired one heals what was broken', async () => {
    const w = new World();
    await w.count(1, 13);
    w.start([counters(1)]);
    await w.isLive(1);
    expect(w.total(1)).toBe(1);
    w.start([{ ...counters(2), evolve: { Counted: () => ({ total: 14 }) } }]);
    await w.isLive(2);
    expect(w.total(2)).toBe(14);
    const damage = await w.store.damage(['counters.v1.g1', 'counters.v2.g1']);
    expect(damage).toEqual(new Map([['counters.v1.g1', { broken: 1, skipped: 0 }]]));
  });

  test('a rebuild while events keep coming loses and repeats none', async () => {
    const w = new World();
    await w.count(0);
    w.start([counters(1)]);
    await w.isLive(1);
    w.store.requestRebuild('counters');
    let count = 0;
    await until('the second generation is live', async () => {
      await w.count(1);
      count += 1;
      return w.store.entry('counters')?.live === 2;
    });
    await w.isAtEnd('counters.v1.g2');
    expect(w.total(1)).toBe(count);
  });

  test('the older one is dropped once no worker has used it for long, and only by a newer one', async () => {
    const w = new World();
    await w.count(1);
    for (const version of [1, 2]) {
      const worker = w.start([counters(version)]);
      await w.isLive(version);
      await worker.end();
    }
    w.time += 8 * DAY_MS;
    const back = w.start([counters(1)]);
    await w.isAtEnd('counters.v1.g1');
    await until('it was seen', () => w.store.entry('counters', 1)?.usedAt === new Date(w.time).toISOString());
    await back.end();
    expect(w.store.entry('counters', 2)).toBeDefined();
    w.time += 6 * DAY_MS;
    w.start([counters(2)]);
    await w.isAtEnd('counters.v2.g1');
    expect(w.store.entry('counters', 1)).toBeDefined();
    w.time += 2 * DAY_MS;
    await until('the older one is gone', () => w.store.entry('counters', 1) === undefined);
    expect([...w.store.collections.keys()]).toEqual(['counters.v2.g1']);
    expect([...w.store.storedCheckpoints.keys()]).toEqual(['counters.v2.g1']);
  });
});

describe('the catalogue', () => {
  test('is not written by a worker that slept over two rebuilds', async () => {
    const w = new World();
    await w.count(1);
    const first = w.start([counters(1)]);
    await w.isLive(1);
    await first.end();
    w.store.requestRebuild('counters');
    // it falls asleep in the middle of flipping to generation 2
    let wake = (): void => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let fellAsleep = false;
    const save = w.store.save.bind(w.store);
    w.store.save = async (entry) => {
      if (entry.live === 2 && !fellAsleep) {
        fellAsleep = true;
        await asleep;
      }
      return save(entry);
    };
    const sleeper = w.start([counters(1)]);
    await until('it sleeps', () => fellAsleep);
    w.start([counters(1)]);
    await w.isLive(1, 2);
    w.store.requestRebuild('counters');
    await w.isLive(1, 3);
    await until('what was replaced is gone', () => w.store.collections.size === 1);
    wake();
    await w.count(5);
    await w.isAtEnd('counters.v1.g3');
    await sleeper.end();
    expect(w.store.entry('counters')).toMatchObject({ live: 3, building: undefined, last: 3 });
    expect(w.total(1)).toBe(6);
    expect([...w.store.collections.keys()]).toEqual(['counters.v1.g3']);
  });

  test('replaced documents are fed until they are dropped, and then they are gone', async () => {
    const w = new World();
    await w.count(1);
    w.start([counters(1)], { graceMs: 300 });
    await w.isLive(1);
    w.store.requestRebuild('counters');
    await w.isLive(1, 2);
    await w.count(2);
    await w.isAtEnd('counters.v1.g1', 'counters.v1.g2');
    expect(w.store.collections.get('counters.v1.g1')?.get('a')?.doc).toEqual({ total: 3 });
    await until('they are dropped', () => !w.store.collections.has('counters.v1.g1'));
    await w.count(3);
    await w.isAtEnd('counters.v1.g2');
    expect([...w.store.collections.keys()]).toEqual(['counters.v1.g2']);
    expect([...w.store.storedCheckpoints.keys()]).toEqual(['counters.v1.g2']);
  });
});

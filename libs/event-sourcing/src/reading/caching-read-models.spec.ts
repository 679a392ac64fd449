import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '../events/event.js';
import { CachingReadModels } from './caching-read-models.js';
import type { Projection } from './projection.js';
import type { Documents, Projected, ReadModels } from './read-models.js';

interface Counter {
  readonly changes: number;
}

const counters: Projection<Counter, Recorded> = {
  name: 'counters',
  version: 1,
  id: (event) => event.stream,
  evolve: { Changed: (doc) => ({ changes: (doc?.changes ?? 0) + 1 }) },
};

/** A log, a database that shows it up to some position, and a follower that was told of it up to another. */
class World implements ReadModels {
  readonly events: Recorded[] = [];
  shown = 0;
  told = 0;
  caughtUp = true;
  reads = 0;
  private listener: (event: Recorded) => void = () => undefined;
  readonly cached: CachingReadModels;

  constructor() {
    const position = (): bigint => BigInt(this.told);
    const caughtUp = (): boolean => this.caughtUp;
    this.cached = new CachingReadModels({
      readModels: this,
      projections: [counters],
      follower: {
        get position() {
          return position();
        },
        get caughtUp() {
          return caughtUp();
        },
        attach: (listener) => {
          this.listener = listener;
          return () => undefined;
        },
      },
    });
  }

  append(stream: string): void {
    const position = BigInt(this.events.length + 1);
    this.events.push({ type: 'Changed', data: {}, stream, position, revision: 0n } as unknown as Recorded);
  }

  tell(): void {
    const event = this.events[this.told];
    if (event === undefined) return;
    this.told += 1;
    this.listener(event);
  }

  show(): void {
    this.shown = Math.min(this.shown + 1, this.events.length);
  }

  /** How often the stream changed up to a position. */
  changes(stream: string, upTo: number): number {
    return this.events.slice(0, upTo).filter((event) => event.stream === stream).length;
  }

  /** A step of a story; what is read must be as new as promised, and not newer than the database. */
  async does(what: 'append' | 'tell' | 'show' | 'get' | 'wait and get', stream: string): Promise<void> {
    if (what === 'append') return this.append(stream);
    if (what === 'tell') return this.tell();
    if (what === 'show') return this.show();
    const atLeast = what === 'get' ? Math.min(this.told, this.shown) : this.shown;
    if (what === 'wait and get') await this.cached.waitFor(BigInt(this.shown), 0);
    const changes = (await this.get(stream))?.changes ?? 0;
    expect(changes).toBeGreaterThanOrEqual(this.changes(stream, atLeast));
    expect(changes).toBeLessThanOrEqual(this.changes(stream, this.shown));
  }

  get(stream: string): Promise<Projected<Counter> | undefined> {
    return this.cached.documents<Counter>(counters).get(stream);
  }

  documents<Doc extends object>(): Documents<Doc> {
    const get = async (stream: string): Promise<Projected<Doc> | undefined> => {
      this.reads += 1;
      const shown = this.events.slice(0, this.shown).filter((event) => event.stream === stream);
      await Promise.resolve();
      const last = shown.at(-1);
      if (last === undefined) return undefined;
      return { _id: stream, _position: last.position, changes: shown.length } as unknown as Projected<Doc>;
    };
    return { get, find: () => Promise.resolve([]) };
  }

  position(): Promise<bigint> {
    return Promise.resolve(BigInt(this.shown));
  }

  waitFor(position: bigint): Promise<boolean> {
    return Promise.resolve(BigInt(this.shown) >= position);
  }
}

describe('read models that remember', () => {
  test('ask the database once for what did not change', async () => {
    const world = new World();
    world.append('a');
    world.tell();
    world.show();
    expect([await world.get('a'), await world.get('a')]).toMatchObject([{ changes: 1 }, { changes: 1 }]);
    expect(world.reads).toBe(1);
  });

  test('know that something is not there, until it is', async () => {
    const world = new World();
    expect([await world.get('a'), await world.get('a')]).toEqual([undefined, undefined]);
    expect(world.reads).toBe(1);
    world.append('a');
    world.tell();
    world.show();
    expect(await world.get('a')).toMatchObject({ changes: 1 });
  });

  test('remember nothing while the log cannot be followed', async () => {
    const world = new World();
    await world.get('a');
    world.caughtUp = false;
    world.append('a');
    world.show();
    expect(await world.get('a')).toMatchObject({ changes: 1 });
  });

  test('are never older than the database was when last told or waited, in any order of things', async () => {
    const step = fc.oneof(
      fc.record({ what: fc.constant('append' as const), stream: fc.constantFrom('a', 'b') }),
      fc.constant({ what: 'tell' as const, stream: '' }),
      fc.constant({ what: 'show' as const, stream: '' }),
      fc.record({ what: fc.constant('get' as const), stream: fc.constantFrom('a', 'b') }),
      fc.record({ what: fc.constant('wait and get' as const), stream: fc.constantFrom('a', 'b') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const world = new World();
        for (const { what, stream } of steps) await world.does(what, stream);
      }),
      { numRuns: 500 },
    );
  });

  test('keep nothing that was read while the log said something new', async () => {
    const world = new World();
    world.append('a');
    world.tell();
    world.show();
    await world.get('b');
    const reading = world.get('a');
    world.append('a');
    world.tell();
    expect(await reading).toMatchObject({ changes: 1 });
    world.show();
    expect(await world.get('a')).toMatchObject({ changes: 2 });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recorded } from '../events/event.js';
import { CachingReadModels } from './caching-read-models.js';
import type { Projection } from './projection.js';
import type { Documents, Projected, ReadModels } from './read-models.js';

interface Counter {
  readonly changes: number;
}

/** Which half of the alphabet a stream is in, so to say. */
const halfOf = (stream: string): string => (stream === 'c' ? 'second' : 'first');

const counters: Projection<Counter, Recorded> = {
  name: 'counters',
  version: 1,
  ids: (event) => [event.stream],
  partition: { field: 'half', of: ({ stream }) => halfOf(stream) },
  evolve: { Changed: (doc) => ({ changes: (doc?.changes ?? 0) + 1 }), Ignored: (doc) => doc },
};

/** The same documents, so few that they are one part. */
const fewCounters: typeof counters = { ...counters, partition: 'whole' };

type What =
  | 'append'
  | 'tell'
  | 'show'
  | 'get'
  | 'wait and get'
  | 'list'
  | 'wait and list'
  | 'read slowly'
  | 'list slowly'
  | 'answer'
  | 'pass time';

/** A log, a database that shows it up to some position, and a follower that was told of it up to another. */
class World implements ReadModels {
  readonly events: Recorded[] = [];
  shown = 0;
  told = 0;
  caughtUp = true;
  reads = 0;
  generation = 1;
  /** Reads whose answers are on their way. */
  readonly unanswered: (() => void)[] = [];
  isSlow = false;
  private listener: (event: Recorded) => void = () => undefined;
  readonly cached: CachingReadModels;

  private time = 0;

  constructor(
    awaited = 3,
    private readonly projection = counters,
  ) {
    const position = (): bigint => BigInt(this.told);
    const caughtUp = (): boolean => this.caughtUp;
    this.cached = new CachingReadModels({
      readModels: this,
      projections: [projection],
      awaited,
      timing: { now: () => this.time, random: () => 0, sleep: () => Promise.resolve() },
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

  passTime(): void {
    this.time += 1_000;
  }

  append(stream: string, type = 'Changed'): void {
    const position = BigInt(this.events.length + 1);
    this.events.push({ type, data: {}, stream, position, revision: 0n } as unknown as Recorded);
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
    return this.events.slice(0, upTo).filter((event) => event.stream === stream && event.type === 'Changed').length;
  }

  /** A step of a story. */
  async does(what: What, stream: string, which: number): Promise<void> {
    const steps: Readonly<Record<What, () => Promise<void> | void>> = {
      append: () => this.append(stream),
      tell: () => this.tell(),
      show: () => this.show(),
      'pass time': () => this.passTime(),
      'read slowly': () => this.slowly(() => this.get(stream)),
      'list slowly': () => this.slowly(() => this.list(halfOf(stream))),
      list: () => this.listsAsPromised(halfOf(stream), Math.min(this.told, this.shown)),
      'wait and list': async () => {
        await this.cached.waitFor(BigInt(this.shown), 0);
        await this.listsAsPromised(halfOf(stream), this.shown);
      },
      answer: () => this.answer(which),
      get: () => this.readsAsPromised(stream, Math.min(this.told, this.shown)),
      'wait and get': async () => {
        await this.cached.waitFor(BigInt(this.shown), 0);
        await this.readsAsPromised(stream, this.shown);
      },
    };
    await steps[what]();
  }

  /** What is read must be as new as promised, and not newer than the database. */
  private async readsAsPromised(stream: string, atLeast: number): Promise<void> {
    this.isAsPromised(stream, atLeast, await this.get(stream));
  }

  private async listsAsPromised(half: string, atLeast: number): Promise<void> {
    const found = await this.list(half);
    for (const stream of ['a', 'b', 'c'].filter((each) => halfOf(each) === half))
      this.isAsPromised(
        stream,
        atLeast,
        found.find(({ _id }) => _id === stream),
      );
  }

  private isAsPromised(stream: string, atLeast: number, read: Counter | undefined): void {
    const changes = read?.changes ?? 0;
    expect(changes).toBeGreaterThanOrEqual(this.changes(stream, atLeast));
    expect(changes).toBeLessThanOrEqual(this.changes(stream, this.shown));
  }

  get(stream: string): Promise<Projected<Counter> | undefined> {
    return this.cached.documents<Counter>(this.projection).get(stream);
  }

  list(half: string): Promise<Projected<Counter>[]> {
    const filter = this.projection.partition === 'whole' ? {} : { half };
    return this.cached.documents<Counter>(this.projection).find(filter, { sort: { _id: 1 } });
  }

  documents<Doc extends object>(): Documents<Doc> {
    const now = (stream: string): Projected<Doc>[] => {
      const shown = this.events
        .slice(0, this.shown)
        .filter((event) => event.stream === stream && event.type === 'Changed');
      const last = shown.at(-1);
      if (last === undefined) return [];
      return [{ _id: stream, _position: last.position, changes: shown.length } as unknown as Projected<Doc>];
    };
    const answer = async <T>(found: T): Promise<T> => {
      this.reads += 1;
      await (this.isSlow ? new Promise<void>((goOn) => this.unanswered.push(goOn)) : Promise.resolve());
      return found;
    };
    return {
      get: (stream) => answer(now(stream)[0]),
      find: ({ half }) =>
        answer(['a', 'b', 'c'].filter((stream) => [undefined, halfOf(stream)].includes(half as string)).flatMap(now)),
      countBy: () => answer([]),
    };
  }

  live(): Promise<string> {
    return Promise.resolve(`counters.g${this.generation}`);
  }

  /** Begins to read; the answer comes later. */
  async slowly(read: () => Promise<unknown>): Promise<void> {
    this.isSlow = true;
    void read();
    // far enough for the database to have been asked
    await new Promise(setImmediate);
    this.isSlow = false;
  }

  async answer(which: number): Promise<void> {
    this.unanswered.splice(which % Math.max(1, this.unanswered.length), 1)[0]?.();
    await new Promise(setImmediate);
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

  test('ask the database once for what is in a part, until something in it changes', async () => {
    const world = new World();
    for (const stream of ['a', 'b', 'c']) {
      world.append(stream);
      world.tell();
      world.show();
    }
    const [first] = [await world.list('first'), await world.list('first'), await world.list('second')];
    expect(first).toMatchObject([{ changes: 1 }, { changes: 1 }]);
    expect(world.reads).toBe(2);
    world.append('b');
    world.tell();
    world.show();
    expect(await world.list('first')).toMatchObject([{ changes: 1 }, { changes: 2 }]);
    await world.list('second');
    expect(world.reads).toBe(3);
  });

  test('ask the database once for documents that are one part, until any of them changes', async () => {
    const world = new World(3, fewCounters);
    expect([await world.list('first'), await world.list('second')]).toEqual([[], []]);
    expect(world.reads).toBe(1);
    world.append('c');
    world.tell();
    world.show();
    expect(await world.list('first')).toMatchObject([{ _id: 'c', changes: 1 }]);
  });

  test('do not remember documents that were rebuilt', async () => {
    const world = new World();
    await world.get('a');
    world.generation = 2;
    await world.get('a');
    expect(world.reads).toBe(2);
  });

  test('remember nothing while the log cannot be followed', async () => {
    const world = new World();
    await world.get('a');
    world.caughtUp = false;
    world.append('a');
    world.show();
    expect(await world.get('a')).toMatchObject({ changes: 1 });
  });

  test.each([
    ['in parts', counters],
    ['one part', fewCounters],
  ])(
    'are never older than the database was when last told or waited, in any order of things: %s',
    async (_, projection) => {
      const step = fc.record({
        what: fc.constantFrom<What>(
          'append',
          'tell',
          'show',
          'get',
          'wait and get',
          'list',
          'wait and list',
          'read slowly',
          'list slowly',
          'answer',
          'pass time',
        ),
        stream: fc.constantFrom('a', 'b', 'c'),
        which: fc.nat(3),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
          const world = new World(2, projection);
          for (const { what, stream, which } of steps) await world.does(what, stream, which);
        }),
        { numRuns: 1000 },
      );
    },
  );

  test('of many changes remember so much and no more: what is older waits until the database shows it', async () => {
    const world = new World(2);
    for (const stream of ['a', 'b', 'c', 'd']) {
      world.append(stream);
      world.tell();
    }
    expect(await world.get('a')).toBeUndefined();
    world.show();
    expect(await world.get('a')).toMatchObject({ changes: 1 });
    for (let shown = 1; shown < 4; shown += 1) world.show();
    const before = world.reads;
    world.passTime();
    expect([await world.get('b'), await world.get('b')]).toMatchObject([{ changes: 1 }, { changes: 1 }]);
    expect(world.reads).toBe(before + 1);
  });

  test('keep also what the newest event did not change, once the database has seen it', async () => {
    const world = new World();
    world.append('a', 'Ignored');
    world.tell();
    world.show();
    await world.cached.waitFor(1n, 0);
    expect([await world.get('a'), await world.get('a')]).toEqual([undefined, undefined]);
    expect(world.reads).toBe(1);
  });

  test('two who read the same at once are both told of what is new', async () => {
    const world = new World();
    await world.slowly(() => world.get('a'));
    await world.slowly(() => world.get('a'));
    world.append('a');
    world.tell();
    await world.answer(0);
    await world.answer(0);
    world.show();
    expect(await world.get('a')).toMatchObject({ changes: 1 });
  });

  test('keep nothing of which the database does not show the newest yet', async () => {
    const world = new World();
    world.append('a');
    world.tell();
    world.show();
    await world.get('a');
    world.append('a');
    world.tell();
    expect(await world.get('a')).toMatchObject({ changes: 1 });
    world.show();
    expect(await world.get('a')).toMatchObject({ changes: 2 });
  });

  test('keep nothing that was read while the log said something new', async () => {
    const world = new World();
    world.append('a');
    world.tell();
    world.show();
    await world.get('b');
    await world.slowly(() => world.get('a'));
    world.append('a');
    world.tell();
    await world.answer(0);
    world.show();
    expect(await world.get('a')).toMatchObject({ changes: 2 });
  });
});

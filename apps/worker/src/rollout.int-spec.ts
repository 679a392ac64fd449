import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { startDocumentServer } from '#libs/embedded/document-server';
import { startEventStoreServer } from '#libs/embedded/event-store-server';
import {
  type AnyProjection,
  CachingReadModels,
  createEventRegistry,
  type EventStore,
  type EventsOf,
  eventFamily,
  type Projection,
  Projector,
  projectorLeaseName,
  ReadModelRebuildingError,
  type ReadModels,
  silentLog,
} from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { createEventStore } from '#libs/event-store';
import { LogHub } from '#libs/history';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';

// on a busy machine servers take seconds
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const counterEvents = eventFamily('counter-', { Counted: z.object({ by: z.number() }) });
type CounterEvent = EventsOf<typeof counterEvents>;
const registry = createEventRegistry([counterEvents]);

interface Counter {
  readonly total: number;
}

/** Each version shows the same under another version number: that is what can be compared. */
const counters = (version: number): Projection<Counter, CounterEvent> => ({
  name: 'counters',
  version,
  ids: ({ stream }) => [stream],
  evolve: { Counted: (doc, { data }) => ({ total: (doc?.total ?? 0) + data.by }) },
});

const tallies: Projection<Counter, CounterEvent> = { ...counters(1), name: 'tallies' };

const program = (version: number): AnyProjection[] => [counters(version), tallies];

const STREAMS = 3;
const PATIENCE_MS = 40_000;
/** Written before anybody reads, who then sets the pace: what nobody waits for is written faster than a busy machine projects it. */
const HEAD_START = 200;

/** What somebody has been shown must not be unknown to them later. */
class Reader {
  private readonly seen = new Map<string, number>();
  private hasRead = false;
  readonly complaints: string[] = [];
  reads = 0;

  constructor(
    private readonly name: string,
    private readonly readModels: ReadModels,
    private readonly version: number,
  ) {}

  /** Every read from here on is of documents that there are. */
  async ready(): Promise<void> {
    await this.readModels.waitFor(0n, PATIENCE_MS);
    this.hasRead = true;
  }

  async read(stream: string, atLeast = 0): Promise<void> {
    const projection = Math.random() < 0.7 ? counters(this.version) : tallies;
    await this.noting(async () => {
      const found = await this.readModels.documents<Counter>(projection).get(stream);
      this.compare(`${projection.name} ${stream}`, found?.total ?? 0, atLeast);
    });
  }

  /** Reads what was written at this position. */
  readOwn(stream: string, position: bigint, total: number): Promise<void> {
    return this.noting(async () => {
      if (await this.readModels.waitFor(position, PATIENCE_MS)) await this.read(stream, total);
      else this.complaints.push(`${this.name} did not come to ${position}`);
    });
  }

  private compare(what: string, total: number, atLeast: number): void {
    const least = Math.max(this.seen.get(what) ?? 0, atLeast);
    if (total < least) this.complaints.push(`${this.name}: ${what} says ${total}, after ${least}`);
    this.seen.set(what, Math.max(total, least));
    this.reads += 1;
  }

  private async noting(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (this.hasRead || !(error instanceof ReadModelRebuildingError))
        this.complaints.push(`${this.name}: ${String(error)}`);
    }
  }
}

interface Running {
  readonly end: () => Promise<void>;
}

/** Embedded servers, and processes of several versions of a program on them. */
class Platform {
  readonly readers = new Set<Reader>();
  readonly complaints: string[] = [];
  /** How many readings of the whole log were begun. */
  wholeReadings = 0;
  private readonly open = new Set<Running>();
  private readonly totals = new Map<string, number>();

  constructor(
    readonly eventStoreUrl: string,
    readonly mongodbUrl: string,
  ) {}

  connect(version: number): { events: EventStore; database: ReadModelsConnection; close: () => Promise<void> } {
    const events = createEventStore({ connectionString: this.eventStoreUrl, registry });
    const database = connectReadModels({ url: this.mongodbUrl, databaseName: 'x', projections: program(version) });
    return {
      events,
      database,
      close: async () => {
        await events.close();
        await database.close();
      },
    };
  }

  worker(version: number): Running {
    const { events, database, close } = this.connect(version);
    const follow = events.follow.bind(events);
    events.follow = (options) => {
      if (options.after === undefined) this.wholeReadings += 1;
      return follow(options);
    };
    const projector = new Projector({
      events,
      store: database.projectionStore,
      projections: program(version),
      pollMs: 50,
      graceMs: 3_000,
    });
    const stop = new AbortController();
    // nobody takes it from a worker that is kept waiting by the disk: a reading of the log that is broken off is begun anew
    const lease = database.lease(projectorLeaseName(program(version)), PATIENCE_MS);
    const held = lease.whileHeld((holding) => projector.run(holding), stop.signal);
    return this.running(async () => {
      stop.abort();
      await held;
      await close();
    });
  }

  async api(version: number): Promise<Running & { readonly reader: Reader }> {
    const { events, database, close } = this.connect(version);
    const hub = new LogHub({ store: events, log: silentLog });
    hub.start();
    const readModels = new CachingReadModels({
      readModels: database.readModels,
      follower: hub,
      projections: program(version),
    });
    const reader = new Reader(`api ${version} (${randomUUID().slice(0, 4)})`, readModels, version);
    const running = this.running(async () => {
      this.readers.delete(reader);
      this.complaints.push(...reader.complaints);
      await hub.close();
      await close();
    });
    await reader.ready();
    this.readers.add(reader);
    return { ...running, reader };
  }

  /** Writes, and has everybody read what was written, until the signal aborts. */
  async load(signal: AbortSignal): Promise<number> {
    const { events, close } = this.connect(1);
    let writes = 0;
    const isRead = () => this.readers.size > 0;
    const write = async (stream: string): Promise<void> => {
      for (; !signal.aborted; writes += 1) {
        if (writes >= HEAD_START) await until('somebody reads', () => isRead() || signal.aborted, 3 * PATIENCE_MS);
        const total = (this.totals.get(stream) ?? 0) + 1;
        const id = randomUUID();
        const metadata = { $correlationId: id, $causationId: id, commandId: id, bodyHash: 'b', actor: 'a' };
        const event = { type: 'Counted', data: { by: 1 }, id, metadata: { ...metadata, schemaVersion: 1 } };
        const { position } = await events.append(stream, total === 1 ? 'no_stream' : BigInt(total - 2), [event]);
        this.totals.set(stream, total);
        await Promise.all([...this.readers].map((reader) => reader.readOwn(stream, position, total)));
      }
    };
    const browse = async (): Promise<void> => {
      while (!signal.aborted) {
        const stream = `counter-${Math.floor(Math.random() * STREAMS)}`;
        await Promise.all([...this.readers].map((reader) => reader.read(stream)));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await Promise.all([browse(), ...Array.from({ length: STREAMS }, (_, index) => write(`counter-${index}`))]);
    await close();
    return writes;
  }

  async end(): Promise<void> {
    for (const running of this.open) await running.end();
  }

  private running(end: () => Promise<void>): Running {
    const running = {
      end: async () => {
        this.open.delete(running);
        await end();
      },
    };
    this.open.add(running);
    return running;
  }
}

let platform: Platform;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'rollout-'));
  const eventStore = await startEventStoreServer({ dataDir: join(dataDir, 'events'), port: 0 });
  const documents = await startDocumentServer({ dataDir: join(dataDir, 'documents'), port: 0 });
  platform = new Platform(eventStore.connectionString, documents.connectionString);
  // the official client rejects every append under way in a process when one that has appended is closed: only the load appends
  const first = createEventStore({ connectionString: eventStore.connectionString, registry });
  await first.identity();
  await first.close();
  closing = [
    () => platform.end(),
    () => eventStore.close(),
    () => documents.close(),
    () => rm(dataDir, { recursive: true }),
  ];
});
afterEach(async () => {
  for (const close of closing) await close();
});

/** A load while the story happens; what anybody complained of. */
const underLoad = async (story: () => Promise<void>): Promise<string[]> => {
  const stop = new AbortController();
  const loading = platform.load(stop.signal);
  try {
    await story();
  } finally {
    stop.abort();
  }
  expect(await loading).toBeGreaterThan(100);
  const reads = [...platform.readers].reduce((sum, reader) => sum + reader.reads, 0);
  expect(reads).toBeGreaterThan(100);
  await platform.end();
  return platform.complaints;
};

/** The load has gone on for so many more reads of this one. */
const readsOf = async (reader: Reader, count: number): Promise<void> => {
  const enough = reader.reads + count;
  await until(`${count} more reads`, () => reader.reads >= enough, PATIENCE_MS);
};

describe('a rollout under load', () => {
  test('and back, in both orders: no read goes back in time or misses its own write, and each version is built once', async () => {
    const complaints = await underLoad(async () => {
      const [oldWorker, oldApi] = [platform.worker(1), await platform.api(1)];
      await readsOf(oldApi.reader, 60);
      // worker first
      const newWorker = platform.worker(2);
      const newApi = await platform.api(2);
      await readsOf(newApi.reader, 60);
      await oldApi.end();
      await oldWorker.end();
      await readsOf(newApi.reader, 60);
      // back, API first
      const back = platform.api(1);
      const backWorker = platform.worker(1);
      await readsOf((await back).reader, 60);
      await newApi.end();
      await newWorker.end();
      await readsOf((await back).reader, 60);
      // forward once more
      const again = platform.api(2);
      platform.worker(2);
      await readsOf((await again).reader, 60);
      await (await back).end();
      await backWorker.end();
      await readsOf((await again).reader, 60);
    });
    expect(complaints).toEqual([]);
    expect(platform.wholeReadings).toBe(2);
  });

  test('what is rebuilt is exchanged without anybody missing anything', async () => {
    const complaints = await underLoad(async () => {
      platform.worker(1);
      const [one, other] = [await platform.api(1), await platform.api(1)];
      const { database, close } = platform.connect(1);
      for (const generation of [2, 3]) {
        await readsOf(one.reader, 60);
        await database.requestRebuild({ name: 'counters', version: 1 });
        const isLive = async (): Promise<boolean> => {
          const entries = await database.projectionStore.catalogue();
          return entries.find(({ name }) => name === 'counters')?.live === generation;
        };
        await until(`generation ${generation} is live`, isLive, PATIENCE_MS);
        // each of them comes to know of it within a second
        const known = performance.now() + 1_500;
        while (performance.now() < known) await readsOf(other.reader, 20);
      }
      await close();
    });
    expect(complaints).toEqual([]);
  });
});

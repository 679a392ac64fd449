import { LRUCache } from 'lru-cache';
import type { Recorded } from '../events/event.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import type { AnyProjection } from './projection.js';
import type { Documents, Projected, ReadModels } from './read-models.js';

/** The log as it is followed live: who else knows when a document is out of date. */
export interface LogFollower {
  /** Everything up to here was handed to the listeners. */
  readonly position: bigint;
  /** It is connected and has been at the log's end. */
  readonly caughtUp: boolean;
  attach(listener: (event: Recorded) => void): () => void;
}

export interface CachingOptions {
  readonly readModels: ReadModels;
  readonly follower: LogFollower;
  readonly projections: readonly AnyProjection[];
  /** How far a projector in this very process has come; it may be another process that projects. */
  readonly projected?: () => bigint;
  readonly timing?: Timing;
  /** Documents kept, at most. Default 5000. */
  readonly capacity?: number;
}

/** What the database answered, and of which generation of documents. */
interface Known {
  readonly live: string;
  readonly doc: Projected<object> | undefined;
}

interface Reading {
  readonly key: string;
  isOutdated: boolean;
}

type ProjectionName = Pick<AnyProjection, 'name' | 'version'>;

/** For so long the projector of this process is watched, which costs nothing, before the database is asked. */
const NEARBY_MS = 30;
const LOOK_MS = 1;

/** Positions of events that the database may not show yet; of more than that, those that it shows are forgotten. */
const AWAITED = 10_000;

const idOf = (projection: AnyProjection, event: Recorded): string | undefined => {
  try {
    return projection.id(event as never);
  } catch {
    return undefined; // the projector marks what it cannot project; there is no document of it
  }
};

/**
 * Read models whose `get` answers from memory while the log has said nothing new of the document. An answer is never older
 * than one from the database would be, seen from any position that was waited for:
 * - an event drops its document and whatever is just being read of it; the document is kept again only once the database
 *   shows that event;
 * - nothing is kept before the database has caught up with where following began, nor while the log cannot be followed;
 * - whoever waits for a position beyond what was followed empties the memory;
 * - documents that were rebuilt are others.
 * Documents are shared: do not change them.
 */
export class CachingReadModels implements ReadModels {
  private readonly known: LRUCache<string, Known>;
  /** Position of the newest event of each document that the database may not show yet. */
  private readonly awaited = new Map<string, bigint>();
  private readonly reading = new Set<Reading>();
  /** Where following began, until the database has reached it. */
  private start: bigint | undefined;
  private hasStarted = false;

  constructor(private readonly options: CachingOptions) {
    this.known = new LRUCache({ max: options.capacity ?? 5000 });
    options.follower.attach((event) => this.notice(event));
  }

  documents<Doc extends object>(projection: ProjectionName): Documents<Doc> {
    const stored = this.options.readModels.documents<Doc>(projection);
    return {
      get: (id) => this.get(projection, id, stored),
      find: (filter, options) => stored.find(filter, options),
    };
  }

  live(projection: ProjectionName): Promise<string> {
    return this.options.readModels.live(projection);
  }

  position(): Promise<bigint> {
    return this.options.readModels.position();
  }

  async waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    const isNearby = await this.isProjectedHere(position, Math.min(timeoutMs, NEARBY_MS));
    const isReached = isNearby || (await this.options.readModels.waitFor(position, timeoutMs));
    if (this.options.follower.position < position) this.forgetAll();
    return isReached;
  }

  private async isProjectedHere(position: bigint, timeoutMs: number): Promise<boolean> {
    const { projected, timing = systemTiming } = this.options;
    if (projected === undefined) return false;
    const end = timing.now() + timeoutMs;
    while (projected() < position && timing.now() < end) await timing.sleep(LOOK_MS);
    return projected() >= position;
  }

  private async get<Doc extends object>(
    projection: ProjectionName,
    id: string,
    stored: Documents<Doc>,
  ): Promise<Projected<Doc> | undefined> {
    if (!(await this.isFollowing())) {
      this.forgetAll();
      return stored.get(id);
    }
    const live = await this.live(projection);
    const key = `${projection.name}/${id}`;
    const known = this.known.get(key);
    if (known?.live === live) return known.doc as Projected<Doc> | undefined;
    return this.read(key, live, () => stored.get(id));
  }

  private async read<Doc extends object>(
    key: string,
    live: string,
    read: () => Promise<Projected<Doc> | undefined>,
  ): Promise<Projected<Doc> | undefined> {
    const reading: Reading = { key, isOutdated: false };
    const awaited = this.awaited.get(key) ?? 0n;
    this.reading.add(reading);
    try {
      const doc = await read();
      if (!reading.isOutdated && (awaited === 0n || (doc?._position ?? 0n) >= awaited))
        this.known.set(key, { live, doc });
      return doc;
    } finally {
      this.reading.delete(reading);
    }
  }

  /** Whether the follower would tell us of everything that the database does not show. */
  private async isFollowing(): Promise<boolean> {
    const { follower, readModels } = this.options;
    if (!follower.caughtUp) return false;
    if (!this.hasStarted) {
      this.hasStarted = true;
      this.start = follower.position;
    }
    if (this.start !== undefined && (await readModels.position()) >= this.start) this.start = undefined;
    return this.start === undefined;
  }

  private forgetAll(): void {
    this.known.clear();
    for (const reading of this.reading) reading.isOutdated = true;
  }

  private notice(event: Recorded): void {
    for (const projection of this.options.projections) {
      const id = projection.evolve[event.type] === undefined ? undefined : idOf(projection, event);
      if (id !== undefined) this.outdate(`${projection.name}/${id}`, event.position);
    }
    if (this.awaited.size > AWAITED) this.forgetShown();
  }

  private outdate(key: string, position: bigint): void {
    this.known.delete(key);
    this.awaited.set(key, position);
    for (const reading of this.reading) if (reading.key === key) reading.isOutdated = true;
  }

  private forgetShown(): void {
    // should it fail, the next event tries again
    this.options.readModels.position().then(
      (shown) => {
        for (const [key, position] of this.awaited) if (position <= shown) this.awaited.delete(key);
      },
      () => undefined,
    );
  }
}

import { LRUCache } from 'lru-cache';
import type { Recorded } from '../events/event.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import { AwaitedDocuments } from './awaited-documents.js';
import { PartitionLists } from './partition-lists.js';
import { documentIdsOf } from './project-event.js';
import type { AnyProjection } from './projection.js';
import type { Documents, Filter, FindOptions, Projected, ReadModels } from './read-models.js';

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
  /** Documents and partitions of which is known, at most, that the database may not show their newest event yet. Default 10,000. */
  readonly awaited?: number;
  readonly timing?: Timing;
}

/** What the database answered for one document, and of which generation of documents. */
interface Known {
  readonly live: string;
  readonly doc: Projected<object> | undefined;
}

/** A document or a partition that is just being read, by so many at once. */
interface Reading {
  readers: number;
  isOutdated: boolean;
}

/** Documents that are kept. */
const MOST_KEPT = 5_000;
/** How often the database is asked how far it is, at most, for the sake of what could then be kept. */
const LOOK_MS = 100;

type ProjectionName = Pick<AnyProjection, 'name' | 'version'>;

const documentKey = ({ name }: ProjectionName, id: string): string => `${name}/${id}`;
const partitionKey = ({ name }: ProjectionName, partition: string): string => `${name}?${partition}`;

const idsOf = (projection: AnyProjection, event: Recorded): readonly string[] => {
  try {
    return documentIdsOf(projection, event);
  } catch {
    return []; // the projector marks what it cannot project; there is no document of it
  }
};

/** What is asked of a part; undefined: of more than one. */
const partitionIn = (filter: Filter, { partition }: AnyProjection): string | undefined => {
  if (partition === undefined || partition === 'whole') return partition;
  const asked = filter[partition.field];
  return typeof asked === 'string' ? asked : undefined;
};

/** Of the documents that an event changes, and of the partition that they are in. */
const keysOf = (projection: AnyProjection, event: Recorded): string[] => {
  const keys = idsOf(projection, event).map((id) => documentKey(projection, id));
  const { partition } = projection;
  if (keys.length === 0 || partition === undefined) return keys;
  const changed = partition === 'whole' ? partition : partition.of(event as never);
  return [...keys, partitionKey(projection, changed)];
};

/** Whether a document was read after all that is known of it was shown. */
const isNewest = (doc: Projected<object> | undefined, awaited: bigint, shown: bigint): boolean =>
  shown >= awaited || (doc !== undefined && doc._position >= awaited);

/**
 * Read models that answer from memory while the log has said nothing new: `get` of the document, `find` of the partition that it asks
 * for. An answer is never older than one from the database would be, seen from any position that was waited for:
 * - an event drops its document and whatever is just being read of it; the document is kept again only once the database
 *   shows that event;
 * - nothing is kept before the database has caught up with where following began, nor while the log cannot be followed;
 * - whoever waits for a position beyond what was followed empties the memory;
 * - documents that were rebuilt are others.
 * What an event costs depends neither on how far the database is behind nor on how much is remembered.
 * Documents are shared: do not change them.
 */
export class CachingReadModels implements ReadModels {
  private readonly known = new LRUCache<string, Known>({ max: MOST_KEPT });
  private readonly lists = new PartitionLists(MOST_KEPT);
  private readonly awaited: AwaitedDocuments;
  /** What is just being read, by document or partition. */
  private readonly reading = new Map<string, Reading>();
  private readonly timing: Timing;
  private readonly cached: readonly AnyProjection[];
  /** The database shows everything up to here. */
  private shown = 0n;
  private lookedAt = Number.NEGATIVE_INFINITY;
  /** Where following began, until the database has reached it. */
  private start: bigint | undefined;
  private hasStarted = false;

  constructor(private readonly options: CachingOptions) {
    this.awaited = new AwaitedDocuments(options.awaited ?? 10_000);
    this.timing = options.timing ?? systemTiming;
    // what no two events share is read once, and would push everything else out
    this.cached = options.projections.filter(({ documentPerEvent }) => documentPerEvent !== true);
    options.follower.attach((event) => this.notice(event));
  }

  documents<Doc extends object>(projection: ProjectionName): Documents<Doc> {
    const stored = this.options.readModels.documents<Doc>(projection);
    const cached = this.cached.find(({ name }) => name === projection.name);
    if (cached === undefined) return stored;
    return {
      ...stored,
      get: (id) => this.get(projection, id, stored),
      find: (filter, options = {}) => {
        const partition = partitionIn(filter, cached);
        if (partition === undefined) return stored.find(filter, options);
        return this.find(projection, partition, { filter, options }, stored);
      },
    };
  }

  live(projection: ProjectionName): Promise<string> {
    return this.options.readModels.live(projection);
  }

  async position(): Promise<bigint> {
    this.shown = await this.options.readModels.position();
    return this.shown;
  }

  async waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    const isReached = await this.options.readModels.waitFor(position, timeoutMs);
    if (isReached && position > this.shown) this.shown = position;
    if (this.options.follower.position < position) this.forgetAll();
    return isReached;
  }

  private async get<Doc extends object>(
    projection: ProjectionName,
    id: string,
    stored: Documents<Doc>,
  ): Promise<Projected<Doc> | undefined> {
    if (!(await this.mayRemember())) return stored.get(id);
    const live = await this.live(projection);
    const key = documentKey(projection, id);
    const known = this.known.get(key);
    if (known?.live === live) return known.doc as Projected<Doc> | undefined;
    return this.read(key, () => stored.get(id), {
      isNewest,
      keep: (doc) => this.known.set(key, { live, doc }),
    });
  }

  private async find<Doc extends object>(
    projection: ProjectionName,
    partition: string,
    { filter, options }: { readonly filter: Filter; readonly options: FindOptions },
    stored: Documents<Doc>,
  ): Promise<Projected<Doc>[]> {
    if (!(await this.mayRemember())) return stored.find(filter, options);
    const live = await this.live(projection);
    const key = partitionKey(projection, partition);
    const asked = JSON.stringify([live, filter, options]);
    const known = this.lists.get(key, asked);
    if (known !== undefined) return [...known] as Projected<Doc>[];
    return this.read(key, () => stored.find(filter, options), {
      isNewest: (_, awaited, shown) => shown >= awaited,
      keep: (found) => this.lists.keep(key, asked, found),
    });
  }

  private async read<Answer>(
    key: string,
    read: () => Promise<Answer>,
    memory: {
      readonly isNewest: (answer: Answer, awaited: bigint, shown: bigint) => boolean;
      readonly keep: (answer: Answer) => void;
    },
  ): Promise<Answer> {
    const reading = this.reading.get(key) ?? { readers: 0, isOutdated: false };
    this.reading.set(key, reading);
    reading.readers += 1;
    try {
      const awaited = this.awaited.of(key);
      const shown = await this.shownFor(awaited);
      const answer = await read();
      if (!reading.isOutdated && memory.isNewest(answer, awaited, shown)) memory.keep(answer);
      return answer;
    } finally {
      reading.readers -= 1;
      if (reading.readers === 0 && this.reading.get(key) === reading) this.reading.delete(key);
    }
  }

  /** How far the database is, looked at anew where it matters. */
  private async shownFor(awaited: bigint): Promise<bigint> {
    const now = this.timing.now();
    if (this.shown >= awaited || now - this.lookedAt < LOOK_MS) return this.shown;
    this.lookedAt = now;
    return this.position();
  }

  /** Where nobody would tell what is out of date, nothing is kept. */
  private async mayRemember(): Promise<boolean> {
    const isFollowing = await this.isFollowing();
    if (!isFollowing) this.forgetAll();
    return isFollowing;
  }

  /** Whether the follower would tell us of everything that the database does not show. */
  private async isFollowing(): Promise<boolean> {
    const { follower } = this.options;
    if (!follower.caughtUp) return false;
    if (!this.hasStarted) {
      this.hasStarted = true;
      this.start = follower.position;
    }
    if (this.start !== undefined && (await this.position()) >= this.start) this.start = undefined;
    return this.start === undefined;
  }

  private forgetAll(): void {
    this.known.clear();
    this.lists.clear();
    for (const reading of this.reading.values()) reading.isOutdated = true;
    this.reading.clear();
  }

  private notice(event: Recorded): void {
    for (const projection of this.cached)
      for (const key of keysOf(projection, event)) this.outdate(key, event.position);
  }

  private outdate(key: string, position: bigint): void {
    this.known.delete(key);
    this.lists.delete(key);
    this.awaited.add(key, position);
    const reading = this.reading.get(key);
    if (reading === undefined) return;
    reading.isOutdated = true;
    this.reading.delete(key);
  }
}

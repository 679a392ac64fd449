import type { Recorded } from '../events/event.js';
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
  /** Documents kept, at most. Default 5000. */
  readonly capacity?: number;
}

type Known = Projected<object> | undefined;

/** Positions of events that the documents may not show yet; more than that is cleaned up. */
const AWAITED = 10_000;

/**
 * Read models whose `get` answers from memory while the log has said nothing new of the document. An answer is never older
 * than one from the database would be, seen from any position that was waited for:
 * - an event drops its document, which is kept again only once the database shows that event;
 * - nothing is kept before the database has caught up with where following began, nor while the log cannot be followed;
 * - whoever waits for a position beyond what was followed empties the memory.
 * Documents are shared: do not change them.
 */
export class CachingReadModels implements ReadModels {
  private readonly known = new Map<string, Known>();
  /** Position of the newest event of each document that the database may not show yet. */
  private readonly awaited = new Map<string, bigint>();
  private readonly capacity: number;
  /** What was followed from; undefined once the database has reached it. */
  private start: bigint | undefined;
  private hasStarted = false;

  constructor(private readonly options: CachingOptions) {
    this.capacity = options.capacity ?? 5000;
    options.follower.attach((event) => this.notice(event));
  }

  documents<Doc extends object>(projection: Pick<AnyProjection, 'name' | 'version'>): Documents<Doc> {
    const stored = this.options.readModels.documents<Doc>(projection);
    return {
      get: (id) => this.get(`${projection.name}/${id}`, id, stored),
      find: (filter, options) => stored.find(filter, options),
    };
  }

  position(): Promise<bigint> {
    return this.options.readModels.position();
  }

  async waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    const isReached = await this.options.readModels.waitFor(position, timeoutMs);
    if (this.options.follower.position < position) this.known.clear();
    return isReached;
  }

  private async get<Doc extends object>(
    key: string,
    id: string,
    stored: Documents<Doc>,
  ): Promise<Projected<Doc> | undefined> {
    if (!(await this.isFollowing())) {
      this.known.clear();
      return stored.get(id);
    }
    if (this.known.has(key)) return this.known.get(key) as Projected<Doc> | undefined;
    const doc = await stored.get(id);
    if (this.isUpToDate(key, doc)) this.keep(key, doc);
    return doc;
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

  private isUpToDate(key: string, doc: Known): boolean {
    const awaited = this.awaited.get(key);
    if (awaited === undefined) return true;
    if (doc === undefined || doc._position < awaited) return false;
    this.awaited.delete(key);
    return true;
  }

  private keep(key: string, doc: Known): void {
    if (this.known.size >= this.capacity) this.known.delete(this.known.keys().next().value ?? key);
    this.known.set(key, doc);
  }

  private notice(event: Recorded): void {
    for (const { name, id, evolve } of this.options.projections) {
      if (evolve[event.type] === undefined) continue;
      const documentId = id(event as never);
      if (documentId === undefined) continue;
      this.known.delete(`${name}/${documentId}`);
      this.awaited.set(`${name}/${documentId}`, event.position);
    }
    if (this.awaited.size > AWAITED) this.forgetShown();
  }

  private forgetShown(): void {
    // a burst: what the database shows by now need not be awaited; should it fail, the next event tries again
    this.options.readModels.position().then(
      (shown) => {
        for (const [key, position] of this.awaited) if (position <= shown) this.awaited.delete(key);
      },
      () => undefined,
    );
  }
}

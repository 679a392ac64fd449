import type { EventStore, LogMessage } from '../events/event-store.js';
import { positionOf } from '../events/position-of.js';
import { Cursor } from '../following/cursor.js';
import { followInBatches } from '../following/follow-in-batches.js';
import type { FedCollection } from './fed-collection.js';
import { type Feed, feedCollections } from './feed-collections.js';
import { groupBy } from './group-by.js';
import type { ProjectionStore } from './projection-store.js';

/** What every run of a projector needs. */
export interface RunContext {
  readonly events: EventStore;
  readonly store: ProjectionStore;
  readonly batchSize: number;
  /** The log's identity. */
  readonly log: string;
}

/** Told after each batch, once its documents and checkpoints are stored. */
export interface Progress {
  readonly events: number;
  /** The store's time of the batch's last event. */
  readonly lastEventAt: string | undefined;
}

/** Somebody to be fed a batch, with what they lack of those before it. */
interface Joiner {
  readonly collection: FedCollection;
  readonly missing: readonly LogMessage[];
}

/** Every collection that the run fed is gone: the database was emptied. */
export class NothingToFeedError extends Error {
  override readonly name = 'NothingToFeedError';
}

const endOf = (messages: readonly LogMessage[], position: bigint): bigint =>
  messages.reduce((end, message) => {
    const at = positionOf(message) ?? 0n;
    return at > end ? at : end;
  }, position);

const isAfter = (position: bigint) => (message: LogMessage) => (positionOf(message) ?? 0n) > position;

/**
 * One reading of the log for some collections that are equally far. Others can join it while it goes on, without anybody
 * waiting, and be taken out again. What it fed last it remembers for a while: who is only that far behind can join as well, since
 * under a steady load nobody may ever be exactly as far.
 */
export class ProjectionRun {
  private fed: readonly FedCollection[];
  private feed: Feed;
  private cursor: Cursor | undefined;
  private reached: bigint;
  private wasAtEnd = false;
  /** The batch that is being worked on: it is repeated for those that join meanwhile. */
  private feeding: Promise<void> | undefined;
  private late: Joiner[] = [];
  /** Those that join between two batches are brought up to where the run is. */
  private joining: Promise<void> = Promise.resolve();
  /** What was fed last: all that is after `recentAfter`. */
  private recent: readonly LogMessage[] = [];
  private recentAfter: bigint;

  constructor(
    private readonly context: RunContext,
    collections: readonly FedCollection[],
    position: bigint,
    private readonly onProgress: (progress: Progress) => Promise<void>,
  ) {
    this.fed = collections;
    this.feed = feedCollections(context.store);
    this.reached = position;
    this.recentAfter = position;
  }

  get collections(): readonly FedCollection[] {
    return this.fed;
  }

  /** The documents of all its collections are stored up to here. */
  get position(): bigint {
    return this.reached;
  }

  /** It has been at the log's end. */
  get isCaughtUp(): boolean {
    return this.wasAtEnd;
  }

  /**
   * Feeds these too from now on. False where they lack more than this run remembers, or where it is not following just now.
   */
  join(collections: readonly FedCollection[], position: bigint): boolean {
    const { cursor } = this;
    if (cursor === undefined || position < this.recentAfter) return false;
    this.fed = [...this.fed, ...collections];
    for (const { name } of collections) cursor.add(name, position);
    const missing = this.recent.filter(isAfter(position));
    if (this.feeding !== undefined) this.late.push(...collections.map((collection) => ({ collection, missing })));
    else if (missing.length > 0) this.bringUp(cursor, collections, missing);
    return true;
  }

  /** Resolves when these are not written any more. */
  async release(names: readonly string[]): Promise<void> {
    const isKept = ({ name }: FedCollection): boolean => !names.includes(name);
    if (this.fed.every(isKept)) return;
    this.fed = this.fed.filter(isKept);
    this.late = this.late.filter(({ collection }) => isKept(collection));
    for (const name of names) this.cursor?.remove(name);
    await this.feeding?.catch(() => undefined);
    await this.joining.catch(() => undefined);
  }

  /**
   * Follows the log from where the collections are until the signal aborts. Throws when the log or the database cannot be
   * reached (repeat it), NothingToFeedError, ForeignLogError.
   */
  async follow(signal: AbortSignal): Promise<void> {
    try {
      await this.followFrom(await this.open(), signal);
    } finally {
      this.cursor = undefined;
    }
  }

  private async open(): Promise<Cursor> {
    const { store, log } = this.context;
    const names = this.fed.map(({ name }) => name);
    const cursor = await Cursor.open(store, log, names);
    await this.forget(names.filter((name) => !cursor.has(name)));
    this.reached = cursor.position;
    // what was written may not be there any more
    this.feed = feedCollections(store);
    this.recent = [];
    this.recentAfter = cursor.position;
    this.joining = Promise.resolve();
    this.cursor = cursor;
    return cursor;
  }

  private async followFrom(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const { events, batchSize } = this.context;
    const after = cursor.position === 0n ? undefined : cursor.position;
    for await (const messages of followInBatches(events, { after, signal, batchSize })) {
      await this.joined();
      await this.feedAll(messages);
      await this.forget(await cursor.advance(this.reached));
      this.wasAtEnd ||= messages.some(({ kind }) => kind === 'caughtUp');
      const projected = messages.filter((message) => message.kind === 'event');
      await this.onProgress({ events: projected.length, lastEventAt: projected.at(-1)?.event.at });
      if (signal.aborted) return;
    }
  }

  /** Nobody is just being brought up: with the next step a batch begins. */
  private async joined(): Promise<void> {
    for (let joining: Promise<void> | undefined; joining !== this.joining; ) {
      joining = this.joining;
      await joining;
    }
  }

  private async feedAll(messages: readonly LogMessage[]): Promise<void> {
    this.late = this.fed.map((collection) => ({ collection, missing: [] }));
    try {
      while (this.late.length > 0) {
        this.feeding = this.feedJoiners(this.late.splice(0), messages);
        await this.feeding;
      }
      // in one step with having looked for those who joined: who joins later lacks this batch
      this.reached = endOf(messages, this.reached);
      this.remember(messages);
    } finally {
      this.feeding = undefined;
    }
  }

  private async feedJoiners(joiners: readonly Joiner[], messages: readonly LogMessage[]): Promise<void> {
    // of the same list each lacks what is at its end
    const byMissing = groupBy(joiners, ({ missing }) => missing.length);
    for (const group of byMissing.values()) {
      const collections = group.map(({ collection }) => collection);
      await this.feed(collections, [...(group[0]?.missing ?? []), ...messages]);
    }
  }

  private bringUp(cursor: Cursor, collections: readonly FedCollection[], missing: readonly LogMessage[]): void {
    this.joining = this.joining.then(async () => {
      await this.feed(collections, missing);
      await this.forget(await cursor.advance(this.reached));
      await this.onProgress({ events: 0, lastEventAt: undefined });
    });
    // thrown when the next batch comes
    this.joining.catch(() => undefined);
  }

  private remember(messages: readonly LogMessage[]): void {
    const all = [...this.recent, ...messages.filter((message) => positionOf(message) !== undefined)];
    const forgotten = all.slice(0, -this.context.batchSize);
    this.recentAfter = endOf(forgotten, this.recentAfter);
    this.recent = all.slice(-this.context.batchSize);
  }

  /** Another worker has dropped them; what was written since must go too. */
  private async forget(gone: readonly string[]): Promise<void> {
    if (gone.length === 0) return;
    const dropped = this.fed.filter(({ name }) => gone.includes(name));
    this.fed = this.fed.filter(({ name }) => !gone.includes(name));
    for (const { target } of dropped) await this.context.store.drop(target);
    if (this.fed.length === 0) throw new NothingToFeedError(`${gone.join(', ')}: gone`);
  }
}

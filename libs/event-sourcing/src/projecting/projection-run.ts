import type { EventStore, LogMessage } from '../events/event-store.js';
import { positionOf } from '../events/position-of.js';
import { Cursor } from '../following/cursor.js';
import { followInBatches } from '../following/follow-in-batches.js';
import type { FedCollection } from './fed-collection.js';
import { feedCollections } from './feed-collections.js';
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

/** Every collection that the run fed is gone: the database was emptied. */
export class NothingToFeedError extends Error {
  override readonly name = 'NothingToFeedError';
}

const endOf = (messages: readonly LogMessage[], position: bigint): bigint =>
  messages.reduce((end, message) => {
    const at = positionOf(message) ?? 0n;
    return at > end ? at : end;
  }, position);

/**
 * One reading of the log for some collections that are equally far. Others can join it while it goes on, without anybody
 * waiting, and be taken out again.
 */
export class ProjectionRun {
  private fed: readonly FedCollection[];
  private cursor: Cursor | undefined;
  private reached: bigint;
  private wasAtEnd = false;
  /** The batch that is being worked on: it is repeated for those that join meanwhile. */
  private feeding: Promise<void> | undefined;
  private late: FedCollection[] = [];

  constructor(
    private readonly context: RunContext,
    collections: readonly FedCollection[],
    position: bigint,
    private readonly onProgress: (progress: Progress) => Promise<void>,
  ) {
    this.fed = collections;
    this.reached = position;
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
   * Feeds these too from now on. False where they have not come as far as this run, and would miss what is between, or where
   * this run is not following just now.
   */
  join(collections: readonly FedCollection[], position: bigint): boolean {
    if (this.cursor === undefined || position < this.reached) return false;
    this.fed = [...this.fed, ...collections];
    if (this.feeding !== undefined) this.late.push(...collections);
    for (const { name } of collections) this.cursor.add(name, position);
    return true;
  }

  /** Resolves when these are not written any more. */
  async release(names: readonly string[]): Promise<void> {
    const isKept = ({ name }: FedCollection): boolean => !names.includes(name);
    if (this.fed.every(isKept)) return;
    this.fed = this.fed.filter(isKept);
    this.late = this.late.filter(isKept);
    for (const name of names) this.cursor?.remove(name);
    await this.feeding?.catch(() => undefined);
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
    this.cursor = cursor;
    return cursor;
  }

  private async followFrom(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const { events, store, batchSize } = this.context;
    const feed = feedCollections(store);
    const after = cursor.position === 0n ? undefined : cursor.position;
    for await (const messages of followInBatches(events, { after, signal, batchSize })) {
      await this.feedAll(feed, messages);
      await this.forget(await cursor.advance(this.reached));
      this.wasAtEnd ||= messages.some(({ kind }) => kind === 'caughtUp');
      const projected = messages.filter((message) => message.kind === 'event');
      await this.onProgress({ events: projected.length, lastEventAt: projected.at(-1)?.event.at });
      if (signal.aborted) return;
    }
  }

  private async feedAll(feed: ReturnType<typeof feedCollections>, messages: readonly LogMessage[]): Promise<void> {
    this.late = [...this.fed];
    try {
      while (this.late.length > 0) {
        this.feeding = feed(this.late.splice(0), messages);
        await this.feeding;
      }
      // in one step with having looked for those who joined: who joins later must have come as far
      this.reached = endOf(messages, this.reached);
    } finally {
      this.feeding = undefined;
    }
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

import type { Recorded } from '../events/event.js';
import type { EventStore, LogMessage } from '../events/event-store.js';
import { positionOf } from '../events/position-of.js';
import { Cursor } from '../following/cursor.js';
import { followInBatches } from '../following/follow-in-batches.js';
import type { FedCollection } from './fed-collection.js';
import { type Feed, feedCollections } from './feed-collections.js';
import type { ProjectionStore } from './projection-store.js';

/** What every run of a projector needs. */
export interface RunContext {
  readonly events: EventStore;
  readonly store: ProjectionStore;
  readonly batchSize: number;
  /** The log's identity. */
  readonly log: string;
  /** Told of each batch of events whose documents are stored, and when they came (milliseconds since 1970). */
  readonly onProjected?: ((events: readonly Recorded[], cameAt: number) => void) | undefined;
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

const isAfter = (position: bigint) => (message: LogMessage) => (positionOf(message) ?? 0n) > position;

/**
 * One reading of the log for some collections that are equally far. Others can join it between two batches, and be taken out again.
 * What it fed last it remembers for a while: who is only that far behind can join as well, since under a steady load nobody may
 * ever be exactly as far.
 */
export class ProjectionRun {
  private fed: readonly FedCollection[];
  private feed: Feed;
  private cursor: Cursor | undefined;
  private reached: bigint;
  private wasAtEnd = false;
  /** A batch, or a join: one after the other. */
  private step: Promise<unknown> = Promise.resolve();
  /** What was fed last: all that is after `recentAfter`. */
  private recent: LogMessage[] = [];
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
   * Feeds these too from now on, and brings them up to where it is; resolves when that is done. False where they lack more than this
   * run remembers, or where it is not following just now. Throws when the database cannot be reached: then it does not feed them.
   */
  join(collections: readonly FedCollection[], position: bigint): Promise<boolean> {
    return this.inTurn(async () => {
      const { cursor } = this;
      if (cursor === undefined || position < this.recentAfter) return false;
      const newcomers = collections.filter((one) => !this.fed.includes(one));
      await this.feed(newcomers, this.recent.filter(isAfter(position)));
      this.fed = [...this.fed, ...newcomers];
      for (const { name } of newcomers) cursor.add(name, position);
      await this.forget(await cursor.advance(this.reached));
      return true;
    });
  }

  /** Resolves when these are not written any more. */
  release(names: readonly string[]): Promise<void> {
    return this.inTurn(() => {
      this.fed = this.fed.filter(({ name }) => !names.includes(name));
      for (const name of names) this.cursor?.remove(name);
      return Promise.resolve();
    });
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
    this.cursor = cursor;
    return cursor;
  }

  private async followFrom(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const { events, batchSize } = this.context;
    const after = cursor.position === 0n ? undefined : cursor.position;
    for await (const messages of followInBatches(events, { after, signal, batchSize })) {
      const cameAt = Date.now();
      await this.inTurn(() => this.feedBatch(cursor, messages));
      this.wasAtEnd ||= messages.some(({ kind }) => kind === 'caughtUp');
      const projected = messages.filter((message) => message.kind === 'event');
      this.context.onProjected?.(
        projected.map(({ event }) => event),
        cameAt,
      );
      await this.onProgress({ events: projected.length, lastEventAt: projected.at(-1)?.event.at });
      if (signal.aborted) return;
    }
  }

  private async feedBatch(cursor: Cursor, messages: readonly LogMessage[]): Promise<void> {
    await this.feed(this.fed, messages);
    this.reached = endOf(messages, this.reached);
    this.remember(messages);
    await this.forget(await cursor.advance(this.reached));
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.step.then(work, work);
    this.step = done.catch(() => undefined);
    return done;
  }

  private remember(messages: readonly LogMessage[]): void {
    this.recent.push(...messages.filter((message) => positionOf(message) !== undefined));
    const forgotten = this.recent.splice(0, Math.max(0, this.recent.length - this.context.batchSize));
    this.recentAfter = endOf(forgotten, this.recentAfter);
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

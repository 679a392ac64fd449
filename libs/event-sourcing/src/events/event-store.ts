import type { EventToAppend, Recorded } from './event.js';
import type { UnreadableEventError } from './event-registry.js';

export type ExpectedRevision = bigint | 'no_stream';

/** The append lost a race: the stream is not at the expected revision. Read again and decide again. */
export class WrongExpectedRevisionError extends Error {
  override readonly name = 'WrongExpectedRevisionError';
}

/** The store cannot be reached or did not answer in time. What was asked may have happened. */
export class EventStoreUnavailableError extends Error {
  override readonly name = 'EventStoreUnavailableError';
}

/** One message of a subscription. A checkpoint says: everything up to here was looked at, even if nothing matched. */
export type LogMessage =
  | { readonly kind: 'event'; readonly event: Recorded }
  /** This version cannot read the event; who follows decides what that means. */
  | { readonly kind: 'unreadable'; readonly error: UnreadableEventError }
  | { readonly kind: 'checkpoint'; readonly position: bigint }
  | { readonly kind: 'caughtUp' };

/** The log. `libs/event-store` implements it over EventStoreDB's protocol. */
export interface EventStore {
  /**
   * A stream's events from `from` (inclusive) on, oldest first; [] where there is no stream.
   * Throws UnreadableEventError, EventStoreUnavailableError.
   */
  read(stream: string, options?: { from?: bigint; maxCount?: number }): Promise<Recorded[]>;
  /**
   * All or nothing, durable when it resolves. The same events (by id) at the same revision once more change nothing and
   * resolve as before. Throws WrongExpectedRevisionError, EventStoreUnavailableError (also
   * after `timeoutMs`).
   */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
    options?: { timeoutMs?: number },
  ): Promise<{ revision: bigint; position: bigint }>;
  /**
   * Every event of the domain's streams after `after` (exclusive; undefined: from the beginning), then live. Ends when
   * the signal aborts; throws EventStoreUnavailableError when the connection is lost: the caller resumes.
   */
  follow(options: { after: bigint | undefined; signal: AbortSignal }): AsyncIterable<LogMessage>;
  /**
   * The position of the newest event of the domain's streams, 0n where there is none: what others write to the same log, and
   * the server itself, is not waited for. Throws EventStoreUnavailableError.
   */
  head(): Promise<bigint>;
  /** Identity of the log, written into checkpoints, so that a checkpoint of another log is noticed. */
  identity(): Promise<string>;
  close(): Promise<void>;
}

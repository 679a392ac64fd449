import type { Principal } from '#libs/access';
import type { FeedEnd } from '#libs/history';

/** Who listens to a feed, as it sees them. */
export interface FeedListener {
  /** Who they are now: a newer token may have other roles. */
  readonly principal: () => Principal;
  emit(event: object): void;
  ended(reason: FeedEnd, position: bigint): void;
  /** They leave too much unread. */
  isCongested(): boolean;
  /** The past is read for a person a few pages at a time, whatever they ask for. */
  inTurn<T>(work: () => T | Promise<T>): Promise<T>;
  /** Resolves when they have read enough to be sent more of the past. */
  room(): Promise<void>;
}

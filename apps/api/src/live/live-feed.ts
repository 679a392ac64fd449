import type { FeedEnd } from '#libs/history';

/** Something that a listener hears: attach it, admit its listener, then open it. */
export interface LiveFeed {
  /** After which it hands out what comes. */
  readonly position: bigint;
  attach(): void;
  /** Throws the problem that keeps its listener from it. */
  admit(): Promise<void>;
  /** Resolves when what is past was handed out. */
  open(): Promise<void>;
  /** Its listener has got other roles. */
  reauthorize(): Promise<void>;
  /** Tells its listener why there is no more, once. */
  end(reason: FeedEnd): void;
  close(): void;
}

import type { Recorded } from '#libs/event-sourcing';
import { inboxOwner, inboxStream } from '../inbox.js';

/** The log as it is followed live. */
export interface FollowedLog {
  /** Everything up to here was handed to the listeners. */
  readonly position: bigint;
  /** Returns how to stop listening. */
  attach(listener: (event: Recorded) => void): () => void;
}

/** Told the events of one inbox. It does not throw. */
type InboxListener = (event: Recorded) => void;

/** The log's events, handed to those who listen to their own inbox: an event costs what its own person's listeners cost. */
export class InboxChannels {
  private readonly listeners = new Map<string, ReadonlySet<InboxListener>>();
  private detach: (() => void) | undefined;

  constructor(private readonly log: FollowedLog) {}

  /** Everything up to here was handed on. */
  get position(): bigint {
    return this.log.position;
  }

  /** Returns how to stop listening. */
  listen(userId: string, listener: InboxListener): () => void {
    this.listeners.set(userId, new Set([...this.of(userId), listener]));
    this.detach ??= this.log.attach((event) => this.publish(event));
    return () => this.remove(userId, listener);
  }

  private of(userId: string): ReadonlySet<InboxListener> {
    return this.listeners.get(userId) ?? new Set();
  }

  private publish(event: Recorded): void {
    const userId = inboxOwner(event);
    if (event.stream !== inboxStream(userId)) return;
    for (const listener of this.of(userId)) listener(event);
  }

  private remove(userId: string, listener: InboxListener): void {
    const others = [...this.of(userId)].filter((other) => other !== listener);
    if (others.length > 0) this.listeners.set(userId, new Set(others));
    else this.listeners.delete(userId);
    if (this.listeners.size > 0) return;
    this.detach?.();
    this.detach = undefined;
  }
}

const ALL = '$all';

/** Tells waiting subscriptions that new events were committed to their stream, or to any. */
export class CommitSignal {
  private readonly listeners = new Map<string, Set<() => void>>();

  /** Calls `listener` at every commit that touches `stream`, or at every commit without one; returns how to stop. */
  onCommit(stream: string | undefined, listener: () => void): () => void {
    const key = stream ?? ALL;
    const listeners = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(key) === listeners) this.listeners.delete(key);
    };
  }

  notify(streams: Iterable<string>): void {
    for (const stream of streams) this.call(stream);
    this.call(ALL);
  }

  private call(key: string): void {
    for (const listener of this.listeners.get(key) ?? []) listener();
  }
}

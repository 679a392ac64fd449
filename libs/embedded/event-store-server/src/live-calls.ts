/** The long-lived calls, so that a stopping server can end each of them with a status instead of a broken socket. */
export class LiveCalls {
  private readonly ends = new Set<() => void>();

  /** Registers how to end a call; returns how to take it off the list. */
  add(end: () => void): () => void {
    this.ends.add(end);
    return () => this.ends.delete(end);
  }

  endAll(): void {
    for (const end of this.ends) end();
    this.ends.clear();
  }
}

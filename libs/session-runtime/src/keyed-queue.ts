/** Work on the same thing is done one after the other, in the order of asking; on different things at once. */
export class KeyedQueue {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Resolves and rejects as `work` does. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const result = (this.last.get(key) ?? Promise.resolve()).then(work);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(key, settled);
    try {
      return await result;
    } finally {
      if (this.last.get(key) === settled) this.last.delete(key);
    }
  }

  /** Resolves when nothing that was begun before is still under way. */
  async settled(): Promise<void> {
    await Promise.all(this.last.values());
  }
}

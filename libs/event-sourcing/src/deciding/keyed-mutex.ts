/** Work on the same key is done one after the other, in the order of asking; on different keys at once. */
export class KeyedMutex {
  private readonly last = new Map<string, Promise<void>>();

  /** Resolves and rejects as `work` does. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    let release = (): void => undefined;
    const mine = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.last.set(key, mine);
    try {
      if (before !== undefined) await before;
      return await work();
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
      release();
    }
  }
}

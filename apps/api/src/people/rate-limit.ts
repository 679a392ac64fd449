/** At most `limit` calls a `windowMs` per key, counted in fixed windows in this process's memory. */
export class RateLimit {
  private windowEnds = 0;
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts a call. Seconds until the next one is allowed; 0: this one is. */
  take(key: string): number {
    const now = this.now();
    if (now >= this.windowEnds) {
      this.counts.clear();
      this.windowEnds = now + this.windowMs;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count <= this.limit ? 0 : Math.ceil((this.windowEnds - now) / 1000);
  }
}

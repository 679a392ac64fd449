/** What is left of a limit after a call was counted. */
export interface Allowance {
  readonly isAllowed: boolean;
  readonly remaining: number;
  /** Seconds until the window ends and all of it is there again. */
  readonly resetsIn: number;
}

/** At most `limit` calls a `windowMs` per key, counted in fixed windows in this process's memory. */
export class RateLimit {
  private windowEnds = 0;
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts a call. */
  take(key: string): Allowance {
    const now = this.now();
    if (now >= this.windowEnds) {
      this.counts.clear();
      this.windowEnds = now + this.windowMs;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return {
      isAllowed: count <= this.limit,
      remaining: Math.max(0, this.limit - count),
      resetsIn: Math.ceil((this.windowEnds - now) / 1000),
    };
  }
}

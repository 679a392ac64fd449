import { ProblemError } from './problem.js';

interface Options {
  /** In the header that says what is left. */
  readonly name: string;
  /** Calls a window, of each caller. */
  readonly limit: number;
  readonly windowMs: number;
  readonly now?: () => number;
}

/** At most so many calls a window of each caller, counted in fixed windows in this process's memory. */
export class RateLimit {
  private windowEnds = 0;
  private readonly counts = new Map<string, number>();

  constructor(private readonly options: Options) {}

  /** Counts a call. Answers the header `RateLimit`; throws the problem `too-many-requests`. */
  take(caller: string): string {
    const { name, limit, windowMs, now = Date.now } = this.options;
    const at = now();
    if (at >= this.windowEnds) {
      this.counts.clear();
      this.windowEnds = at + windowMs;
    }
    const count = (this.counts.get(caller) ?? 0) + 1;
    this.counts.set(caller, count);
    const resetsIn = Math.ceil((this.windowEnds - at) / 1000);
    const header = `"${name}";r=${Math.max(0, limit - count)};t=${resetsIn}`;
    if (count <= limit) return header;
    const headers = { 'Retry-After': String(resetsIn), RateLimit: header };
    throw new ProblemError('too-many-requests', `Try again in ${resetsIn} s.`, {}, headers);
  }
}

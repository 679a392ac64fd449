const GROWTH = 1.05;
const SHORTEST_SECONDS = 1;

/**
 * Durations, of which quantiles can be told in little memory however many there are: counted in classes, each 5 % longer than
 * the one before (as DDSketch does, arXiv:1908.10693). A quantile is at most 5 % too long, and 1 second where it is less.
 */
export class Durations {
  private readonly counts = new Map<number, number>();
  private total = 0;

  add(milliseconds: number): void {
    const seconds = Math.max(milliseconds / 1000, SHORTEST_SECONDS);
    const length = Math.ceil(Math.log(seconds / SHORTEST_SECONDS) / Math.log(GROWTH));
    this.counts.set(length, (this.counts.get(length) ?? 0) + 1);
    this.total += 1;
  }

  /** In seconds, of the nearest rank; undefined where there are none. */
  quantile(share: number): number | undefined {
    let left = Math.max(1, Math.ceil(share * this.total));
    for (const [length, count] of [...this.counts].sort(([one], [other]) => one - other)) {
      left -= count;
      if (left <= 0) return SHORTEST_SECONDS * GROWTH ** length;
    }
    return undefined;
  }
}

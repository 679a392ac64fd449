/** The end of the log at a moment of this process's own clock, in milliseconds. */
interface SeenHead {
  readonly head: bigint;
  readonly at: number;
}

/** Ends that were seen and that somebody has not reached; of more, each second one goes, unless it tells somebody's lag. */
const KEPT = 1000;

/** For how long what follows the log has been behind it, as far as its end was looked at. */
export class LagInSeconds {
  private seen: readonly SeenHead[] = [];

  /** A look at the end of the log, and at how far each follower has come: the seconds that each is behind. */
  look(head: bigint, positions: ReadonlyMap<string, bigint>, at: number): ReadonlyMap<string, number> {
    const newest = this.seen.at(-1);
    if (newest === undefined || newest.head < head) this.seen = [...this.seen, { head, at }];
    const missed = [...positions].map(([name, position]) => [name, this.firstAfter(position)] as const);
    const slowest = [...positions.values()].reduce((a, b) => (a < b ? a : b), head);
    this.seen = this.seen.filter((one) => one.head > slowest);
    if (this.seen.length > KEPT) this.thinOut(new Set(missed.map(([, one]) => one)));
    return new Map(missed.map(([name, one]) => [name, one === undefined ? 0 : (at - one.at) / 1000]));
  }

  private firstAfter(position: bigint): SeenHead | undefined {
    return this.seen.find((one) => one.head > position);
  }

  private thinOut(telling: ReadonlySet<SeenHead | undefined>): void {
    this.seen = this.seen.filter((one, index) => index % 2 === 0 || telling.has(one));
  }
}

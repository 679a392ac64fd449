/**
 * How many orphans may be ended between two passes over everything: at most 5, or 5 % of what exists. More than that is no
 * leftover but a mistake of somebody (a log restored from an old copy, two installations mixed up): then none is ended.
 */
export class OrphanBudget {
  private left = 0;

  /** A pass has found so many orphans among so many runs. False: too many, so that none may be ended. */
  pass(orphans: number, runs: number): boolean {
    const limit = Math.max(5, Math.floor(runs * 0.05));
    this.left = orphans > limit ? 0 : limit;
    return orphans <= limit;
  }

  /** One may be ended now. */
  take(): boolean {
    if (this.left === 0) return false;
    this.left -= 1;
    return true;
  }
}

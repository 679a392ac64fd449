import type { Moment, UsageRun } from './usage-run.js';

/** What of a run counts: from one event of it to another one. Without the first nothing does; without the second it still goes on. */
export interface UsageRule {
  readonly counted: (run: UsageRun) => { readonly from: Moment | undefined; readonly to: Moment | undefined };
}

/**
 * Every rule that ever was, by its number; a rule is never changed, the next one is added: what was said by one can be said again.
 *
 * 1: what is kept for a run counts, used or not, from when it has its place (it has left the queue and the scheduler; its disk,
 * its image and its code are on their way) until nothing of it is left, also where it failed. So Slurm accounts (an allocation's
 * elapsed time times what is allocated; https://slurm.schedmd.com/sacct.html, "CPUTimeRAW"), and Kubernetes takes a pod's requests
 * from the node from its binding to its end.
 */
export const usageRules: Readonly<Record<number, UsageRule>> = {
  1: { counted: ({ placed, ended }) => ({ from: placed, to: ended }) },
};

/** The one that answers where none is named. */
export const NEWEST_RULE = 1;

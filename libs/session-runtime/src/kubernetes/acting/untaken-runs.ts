import { type Observed, type RunKey, type RunSpec, RuntimeBusyError } from '../../session-runtime.js';
import type { Refusal } from '../observing/refusal-of.js';

interface Untaken {
  readonly spec: RunSpec;
  readonly refusal: Refusal;
}

/**
 * Runs that the cluster has not taken: those that wait for room or for an administrator, and those that it refuses for good until `end` forgets them.
 * Of this process: another one asks the cluster again, and is told the same.
 */
export class UntakenRuns {
  private readonly runs = new Map<string, Untaken>();

  constructor(private readonly tell: (observed: Observed) => void) {}

  put(spec: RunSpec, refusal: Refusal): void {
    const before = this.of(spec.launchId);
    this.runs.set(spec.launchId, { spec, refusal });
    const now = this.of(spec.launchId);
    if (now !== undefined && JSON.stringify(now) !== JSON.stringify(before)) this.tell(now);
  }

  /** Whether it was one of them. */
  forget({ launchId, run }: RunKey): boolean {
    if (this.runs.get(launchId)?.spec.run !== run) return false;
    return this.runs.delete(launchId);
  }

  /** Whether it was refused for good. */
  isRefused({ launchId, run }: RunKey): boolean {
    const untaken = this.runs.get(launchId);
    return untaken?.spec.run === run && untaken.refusal.kind === 'final';
  }

  refuseOthers({ launchId, run }: RunKey): void {
    const other = this.runs.get(launchId)?.spec.run;
    if (other === undefined || other === run) return;
    throw new RuntimeBusyError(`Run ${other} of ${launchId} still exists. End it before run ${run} starts.`);
  }

  /** Those that may be taken later, in the order in which they came, and what each waits for. */
  waiting(): readonly { readonly spec: RunSpec; readonly detail: string }[] {
    return [...this.runs.values()].flatMap(({ spec, refusal }) =>
      refusal.kind === 'waiting' ? [{ spec, detail: refusal.detail }] : [],
    );
  }

  isWaiting({ launchId, run }: RunKey): boolean {
    const untaken = this.runs.get(launchId);
    return untaken?.spec.run === run && untaken.refusal.kind === 'waiting';
  }

  of(launchId: string): Observed | undefined {
    const untaken = this.runs.get(launchId);
    return untaken && observedOf(untaken);
  }

  all(): readonly Observed[] {
    return [...this.runs.values()].map(observedOf);
  }
}

function observedOf({ spec: { launchId, run }, refusal }: Untaken): Observed {
  if (refusal.kind === 'waiting')
    return { launchId, run, status: 'starting', phase: 'queued', detail: refusal.detail, warnings: [] };
  return { launchId, run, status: 'failed', reason: refusal.reason, message: refusal.message };
}

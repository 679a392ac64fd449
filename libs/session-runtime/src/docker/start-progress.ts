import { keyOf } from '../key-of.js';
import type { Observed, Phase, RunKey } from '../session-runtime.js';

type Starting = Extract<Observed, { status: 'starting' }>;

/** How far the starts are that are under way here, as it is told: each change is an event. */
export class StartProgress {
  private readonly starts = new Map<string, { now: Starting; readonly phases: Set<Phase>; isAwaited: boolean }>();

  of(run: RunKey): Starting | undefined {
    return this.starts.get(keyOf(run))?.now;
  }

  tell(run: RunKey, phase: Phase, detail?: string): void {
    const start = this.started(run);
    // what it went through before it was to wait is not told again with each attempt
    if (start.isAwaited && detail === undefined && start.phases.has(phase)) return;
    start.isAwaited = false;
    start.phases.add(phase);
    start.now = starting(run, phase, detail);
  }

  /** It is where it was, and goes on when that is over. */
  wait(run: RunKey, detail: string): void {
    const start = this.started(run);
    start.isAwaited = true;
    start.now = starting(run, start.now.phase, detail);
  }

  forget(run: RunKey): void {
    this.starts.delete(keyOf(run));
  }

  private started(run: RunKey) {
    const known = this.starts.get(keyOf(run));
    if (known !== undefined) return known;
    const start = { now: starting(run, 'scheduling'), phases: new Set<Phase>(), isAwaited: false };
    this.starts.set(keyOf(run), start);
    return start;
  }
}

function starting({ launchId, run }: RunKey, phase: Phase, detail?: string): Starting {
  const known = { launchId, run, status: 'starting', phase, warnings: [] } as const;
  return detail === undefined ? known : { ...known, detail };
}

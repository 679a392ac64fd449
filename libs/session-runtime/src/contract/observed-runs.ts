import type { Observed, RunKey, SessionRuntime } from '../session-runtime.js';

/** Listens to a runtime and keeps what it said, so that a test can wait for a state without missing one. */
export class ObservedRuns {
  /** Resolves when the runtime has nothing more to say. */
  readonly ended: Promise<void>;
  private readonly all: Observed[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly controller = new AbortController();

  constructor(
    runtime: SessionRuntime,
    private readonly timeoutMs: number,
  ) {
    this.ended = this.listen(runtime);
  }

  /** Resolves once the run has been seen in this state: before, or from now on. */
  until(run: RunKey, status: Observed['status']): Promise<void> {
    return this.untilSeen(run, { status });
  }

  /** The same of more than a status. */
  async untilSeen(run: RunKey, wanted: Readonly<Record<string, unknown>>): Promise<void> {
    const isWanted = (state: Observed): boolean =>
      Object.entries(wanted).every(([name, value]) => (state as unknown as Record<string, unknown>)[name] === value);
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (!this.statesOf(run).some(isWanted)) return;
        clearTimeout(timer);
        this.waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        const seen = JSON.stringify(this.statesOf(run));
        reject(
          new Error(
            `Run ${run.run} of ${run.launchId} was not seen as ${JSON.stringify(wanted)} in time, only ${seen}.`,
          ),
        );
      }, this.timeoutMs);
      this.waiting.add(check);
      check();
    });
  }

  statesOf({ launchId, run }: RunKey): Observed[] {
    return this.all.filter((observed) => observed.launchId === launchId && observed.run === run);
  }

  statuses(run: RunKey): Observed['status'][] {
    return this.statesOf(run).map(({ status }) => status);
  }

  last(run: RunKey): Observed | undefined {
    return this.statesOf(run).at(-1);
  }

  async stop(): Promise<void> {
    this.controller.abort();
    await this.ended;
  }

  private async listen(runtime: SessionRuntime): Promise<void> {
    for await (const observed of runtime.observe(this.controller.signal)) {
      this.all.push(observed);
      for (const check of [...this.waiting]) check();
    }
  }
}

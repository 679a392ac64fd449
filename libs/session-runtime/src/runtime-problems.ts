/** What an administrator has to mend; no session can, and none is to fail for it. */
export interface RuntimeProblem {
  /** The same as long as it lasts. */
  readonly name: string;
  /** For users, too: names no account. */
  readonly detail: string;
  readonly advice: string;
}

/** What is refused is asked for again within seconds: who has not been refused for so long is let do it. */
const STANDING_MS = 60_000;

/** What an administrator of the engine or the cluster has to mend now, as its last answers say. */
export class RuntimeProblems {
  private readonly seen = new Map<string, { readonly problem: RuntimeProblem; readonly at: number }>();

  constructor(
    private readonly problemOf: (error: unknown) => RuntimeProblem | undefined,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Of any call that failed. */
  note(error: unknown): void {
    const problem = this.problemOf(error);
    if (problem !== undefined) this.seen.set(problem.name, { problem, at: this.now() });
  }

  standing(): readonly RuntimeProblem[] {
    for (const [name, { at }] of this.seen) if (this.now() - at > STANDING_MS) this.seen.delete(name);
    return [...this.seen.values()].map(({ problem }) => problem);
  }
}

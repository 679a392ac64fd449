import { type AccessProblem, accessProblem } from './access-problem.js';

/** What is refused is asked for again within seconds: who has not been refused for so long is let do it. */
const STANDING_MS = 60_000;

/** What an administrator of the cluster has to mend now, as its last answers say. */
export class AccessProblems {
  private readonly seen = new Map<string, { readonly problem: AccessProblem; readonly at: number }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Of any call that failed. */
  note(error: unknown): void {
    const problem = accessProblem(error);
    if (problem !== undefined) this.seen.set(problem.name, { problem, at: this.now() });
  }

  standing(): readonly AccessProblem[] {
    for (const [name, { at }] of this.seen) if (this.now() - at > STANDING_MS) this.seen.delete(name);
    return [...this.seen.values()].map(({ problem }) => problem);
  }
}

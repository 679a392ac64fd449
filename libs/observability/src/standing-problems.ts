/** Something that is not as it should be. */
export interface Problem {
  /** What it is, the same as long as it lasts. */
  readonly name: string;
  /** How it is now. */
  readonly detail: string;
  /** What to do; absent: it passes by itself. */
  readonly advice?: string | undefined;
}

export interface StandingProblem extends Problem {
  /** Whose check found it, and what it is to that part. */
  readonly check: string;
  readonly status: 'degraded' | 'down';
  /** When it was found first, and was there at every look since; RFC 3339 UTC, by this process's clock. */
  readonly since: string;
}

/** Remembers, from one look to the next, since when each problem has been there. */
export class StandingProblems {
  private since: ReadonlyMap<string, string> = new Map();

  constructor(private readonly now: () => Date = () => new Date()) {}

  /** All problems of one look. */
  found(problems: readonly Omit<StandingProblem, 'since'>[]): readonly StandingProblem[] {
    const now = this.now().toISOString();
    const keyOf = ({ check, name }: Pick<StandingProblem, 'check' | 'name'>): string => JSON.stringify([check, name]);
    const standing = problems.map((problem) => ({ ...problem, since: this.since.get(keyOf(problem)) ?? now }));
    this.since = new Map(standing.map((problem) => [keyOf(problem), problem.since]));
    return standing;
  }
}

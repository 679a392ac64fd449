import type { Health } from '#libs/observability';
import { type RuntimeProblem, RuntimeProblems } from '#libs/session-runtime';

/** What the engine or the cluster refuses to this process, shown where operators look. `part`: who of the process asks. */
export const runtimeProblemsOf = (
  part: 'session-runtime' | 'session-runtime-reader',
  health: Health,
  problemOf: (error: unknown) => RuntimeProblem | undefined,
): RuntimeProblems => {
  const problems = new RuntimeProblems(problemOf);
  health.add({
    name: part,
    check: () => {
      const standing = problems.standing();
      return standing.length === 0 ? { status: 'up' } : { status: 'degraded', problems: standing };
    },
  });
  return problems;
};

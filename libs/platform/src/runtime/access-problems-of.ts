import type { Health } from '#libs/observability';
import { AccessProblems } from '#libs/session-runtime';

/** What the cluster refuses to this process, shown where operators look. `part`: who of the process asks. */
export const accessProblemsOf = (
  part: 'session-runtime' | 'session-runtime-reader',
  health: Health,
): AccessProblems => {
  const access = new AccessProblems();
  health.add({
    name: part,
    check: () => {
      const problems = access.standing();
      return problems.length === 0 ? { status: 'up' } : { status: 'degraded', problems };
    },
  });
  return access;
};

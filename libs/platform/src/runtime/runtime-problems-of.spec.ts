import { expect, test } from 'vitest';
import { Health } from '#libs/observability';
import { accessProblem } from '#libs/session-runtime';
import { ApiError } from '../../../session-runtime/src/kubernetes/api/api-error.js';
import { runtimeProblemsOf } from './runtime-problems-of.js';

test('what the cluster refuses to a process is in /readyz, with what to do, and the process goes on serving', async () => {
  const health = new Health(0);
  health.started();
  const access = runtimeProblemsOf('session-runtime', health, accessProblem);
  expect(await health.readiness()).toMatchObject({ ready: true, problems: [] });
  access.note(new ApiError(401, 'Unauthorized', 'Unauthorized'));
  const problem = { check: 'session-runtime', name: 'unknown to the cluster', advice: expect.stringMatching(/token/) };
  expect(await health.readiness()).toMatchObject({ ready: true, problems: [{ ...problem, status: 'degraded' }] });
});

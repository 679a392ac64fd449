import { expect, test } from 'vitest';
import { accessProblem } from './kubernetes/api/access-problem.js';
import { ApiError } from './kubernetes/api/api-error.js';
import { RuntimeProblems } from './runtime-problems.js';

test('what the system may not stands until it has not been refused for a minute, each once', () => {
  let now = 0;
  const problems = new RuntimeProblems(accessProblem, () => now);
  problems.note(new ApiError(401, '', 'Unauthorized'));
  problems.note(new ApiError(403, '', 'pods is forbidden: User "w" cannot create resource "pods" in API group ""'));
  problems.note(new ApiError(403, '', 'exceeded quota: small, requested: pods=1, used: pods=1'));
  now = 50_000;
  problems.note(new ApiError(401, '', 'Unauthorized'));
  expect(problems.standing().map(({ name }) => name)).toEqual(['unknown to the cluster', 'may not create pods']);
  now = 100_000;
  expect(problems.standing().map(({ name }) => name)).toEqual(['unknown to the cluster']);
  now = 120_000;
  expect(problems.standing()).toEqual([]);
});

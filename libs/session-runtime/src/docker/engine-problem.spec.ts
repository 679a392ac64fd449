import { expect, test } from 'vitest';
import { engineProblem } from './engine-problem.js';
import { NoAnswerError } from './with-time-limits.js';

test('an engine that is not there is a problem', () => {
  expect(engineProblem(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))).toMatchObject({
    name: 'container engine away',
  });
});

test.each([
  ['/containers/renku-1-session-launch-1/json?size=1', '/containers/…/json'],
  ['/containers/json?all=1', '/containers/json'],
  ['/containers/create?', '/containers/create'],
  ['/images/quay.io/jupyter/base:1/json?', '/images/…/json'],
  ['/volumes/renku-1-work-disk-1?', '/volumes/…'],
  ['/version', '/version'],
])('one that is silent to %s is told by the kind of call', (path, call) => {
  const problem = engineProblem(new NoAnswerError({ method: 'GET', path }, 30_000));
  expect(problem).toMatchObject({ name: `silent to GET ${call}`, detail: expect.stringContaining('within 30 s') });
});

test('what an engine answers is none', () => {
  expect(engineProblem(Object.assign(new Error('no such container'), { statusCode: 404 }))).toBeUndefined();
  expect(engineProblem(new Error('something else'))).toBeUndefined();
});

import { expect, test } from 'vitest';
import { RepeatedFailures } from './repeated-failures.js';

test('work that failed once is begun again, and is no problem', () => {
  const failures = new RepeatedFailures();
  failures.failed(new Error('down'));
  expect(failures.problem('work')).toBeUndefined();
});

test('work that fails again and again is one, with the last reason, until it succeeds', () => {
  const failures = new RepeatedFailures();
  failures.failed(new Error('down'));
  failures.failed(new Error('gone'));
  expect(failures.problem('work')).toEqual({ name: 'work', detail: 'failed 2 times: gone' });
  failures.succeeded();
  failures.failed(new Error('down'));
  expect(failures.problem('work')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { lineOfError } from './line-of-error.js';

test('what went wrong is one line', () => {
  expect(lineOfError(new Error('this\n  and that'))).toBe('this and that');
  expect(lineOfError('text')).toBe('text');
});

test('what a strange file says leaves the terminal and the direction of writing alone', () => {
  const said = 'line 1: altered (a\u001b]0;x\u0007\u202eb\u009b2J of c\rd)';
  expect(lineOfError(new Error(said))).toBe('line 1: altered (a?]0;x??b?2J of c?d)');
});

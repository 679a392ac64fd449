import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.js';
import { LinearPattern } from './linear-pattern.js';
import { PatternRefused } from './pattern-refused.js';
import { PatternTimeout } from './pattern-timeout.js';

/** Far above what is needed. */
const LONG_MS = 30_000;

describe('a linear pattern', () => {
  test.each([
    ['^[^$].*', '', 'Placed', true],
    ['^[^$].*', '', '$metadata', false],
    ['placed$', 'i', 'OrderPLACED', true],
    ['^b$', 'm', 'a\nb\nc', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
  ])('%s with the options “%s” on %j: %s', (source, options, text, expected) => {
    expect(new LinearPattern(source, options).test(text)).toBe(expected);
  });

  test.each(['(.*)*x', '(a+)+$', '^(a|a)*$', '(?:a?){200}a{200}b'])(
    '%s takes no time on a text that makes backtracking engines try for ever',
    async (source) => {
      const pattern = new LinearPattern(source);
      const taken = await processorTime(() => expect(pattern.test(`${'a'.repeat(2_000)}!`)).toBe(false));
      expect(taken).toBeLessThan(500);
    },
  );

  test('finds the first match with its groups', () => {
    const pattern = new LinearPattern('(\\w)=(\\d)?');
    expect(pattern.find('; b= a=1')).toEqual({ text: 'b=', index: 2, groups: ['b', null] });
    expect(pattern.find('none')).toBeUndefined();
  });

  test.each([
    ['look-ahead', 'a(?=b)', '', 'look-around'],
    ['look-behind', '(?<!a)b', '', 'look-around'],
    ['look-ahead after a class', '[\\]](?!b)', '', 'look-around'],
    ['look-ahead after a bracket', '\\[(?=b)]', '', 'look-around'],
    ['a back-reference', '(a)\\1', '', 'back-reference'],
    ['a back-reference after a class', '([a])\\k<n>', '', 'back-reference'],
    ['an open group', '(', '', 'missing closing )'],
    ['a long one', 'a'.repeat(1_025), '', 'longer than 1024 characters'],
    ['a quotation', '\\Q(\\E', '', '\\Q…\\E'],
    ['a large one', '(?:a{40}b){30}', '', 'too large'],
    ['a foreign option', 'a', 'x', 'the option x'],
  ])('%s is refused by name', (_, source, options, reason) => {
    expect(() => new LinearPattern(source, options)).toThrow(PatternRefused);
    expect(() => new LinearPattern(source, options)).toThrow(reason);
  });

  test.each([
    ['error.*timeout', 'i', `${'x'.repeat(1_000_000)}ERROR: timeout`, true],
    ['error.*timeout$', '', 'error '.repeat(200_000), false],
    ['^(?:error|warning): .*(\\d+) ms$', 's', `error: ${'long '.repeat(200_000)}17 ms`, true],
  ])('%s is matched on a text of a million characters as on a short one', (source, options, text, expected) => {
    const pattern = new LinearPattern(source, options);
    expect(pattern.test(text, LONG_MS)).toBe(expected);
    expect(pattern.find(text, LONG_MS) !== undefined).toBe(expected);
  });

  test.each(['test', 'find'] as const)(
    'a text on which it takes too long is given up by %s in time',
    async (method) => {
      const pattern = new LinearPattern('[ab]*a[ab]{400}\\d');
      const withoutRhythm = Buffer.from(randomBytes(1_000_000).map((byte) => 97 + (byte % 2))).toString();
      const tried = () => expect(() => pattern[method](withoutRhythm, 100)).toThrow(PatternTimeout);
      expect(await processorTime(tried)).toBeLessThan(1_000);
      expect(pattern[method](`${'ab'.repeat(300)}b1`, LONG_MS)).toBeTruthy();
    },
  );

  test.each([
    ['a\\(?=b', 'a(=b'],
    ['[(?=]', '='],
    ['[^](?<!]', 'a'],
    ['[[:digit:](?=]', '('],
    ['\\\\1', '\\1'],
  ])('%s only looks like what is refused', (source, text) => {
    expect(new LinearPattern(source).test(text)).toBe(true);
  });
});

import { describe, expect, test } from '@jest/globals';
import { LinearPattern } from './linear-pattern.js';
import { PatternRefused } from './pattern-refused.js';

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
    (source) => {
      const pattern = new LinearPattern(source);
      const began = performance.now();
      expect(pattern.test(`${'a'.repeat(2_000)}!`)).toBe(false);
      expect(performance.now() - began).toBeLessThan(500);
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
    ['a back-reference', '(a)\\1', '', 'back-reference'],
    ['an open group', '(', '', 'missing closing )'],
    ['a long one', 'a'.repeat(1_025), '', 'longer than 1024 characters'],
    ['a quotation', '\\Q(\\E', '', '\\Q…\\E'],
    ['a large one', '(?:a{40}b){30}', '', 'too large'],
    ['a foreign option', 'a', 'x', 'the option x'],
  ])('%s is refused by name', (_, source, options, reason) => {
    expect(() => new LinearPattern(source, options)).toThrow(PatternRefused);
    expect(() => new LinearPattern(source, options)).toThrow(reason);
  });

  test('a text that would take seconds is refused', () => {
    const pattern = new LinearPattern('[ab]*a[ab]{400}');
    expect(() => pattern.test('ab'.repeat(500_000))).toThrow(PatternRefused);
  });
});

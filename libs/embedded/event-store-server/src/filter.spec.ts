import { describe, expect, test } from 'vitest';
import { eventMatcher } from './filter.js';
import type { RecordedEvent } from './recorded-event.js';

const event = (stream: string, type: string): RecordedEvent => ({
  stream,
  type,
  position: 1,
  revision: 0,
  created: 0,
  id: 'id',
  isJson: true,
  data: new Uint8Array(),
  metadata: new Uint8Array(),
});

const matches = (pattern: string, type: string): boolean =>
  eventMatcher({ on: 'type', regex: pattern, prefixes: [] })(event('s', type));

describe('filter', () => {
  test('by prefixes of the stream: one is enough', () => {
    const matcher = eventMatcher({ on: 'stream', regex: '', prefixes: ['order-', 'user-'] });
    expect(['order-1', 'user-2', 'orders', 'x-order-1'].map((name) => matcher(event(name, 't')))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('by prefixes of the type', () => {
    const matcher = eventMatcher({ on: 'type', regex: '', prefixes: ['Order'] });
    expect(matcher(event('Order', 'OrderPlaced'))).toBe(true);
    expect(matcher(event('Order', 'Placed'))).toBe(false);
  });

  test.each([
    ['^[^$].*', 'Placed', true],
    ['^[^$].*', '$metadata', false],
    ['Placed$', 'OrderPlaced', true],
    ['^(?:Order|User)-\\d{1,3}$', 'User-42', true],
    ['^order\\.placed\\+$', 'order.placed+', true],
    ['^[*+]+$', '*+', true],
    ['^\\\\', '\\A', true],
    ['^(?!(a$|\\$.*$))', 'a', false],
    ['^(?!(a$|\\$.*$))', '$metadata', false],
    ['^(?!(a$|\\$.*$))', 'ab', true],
    ['^(?!Order|[(])', 'OrderPlaced', false],
    ['^(?!Order|[(])', '(', false],
    ['^(?!Order|[(])', 'UserOrder', true],
  ])('the expression %s on %s: %s', (pattern, type, expected) => {
    expect(matches(pattern, type)).toBe(expected);
  });

  test.each([
    ['(?i)order', 'groups other than'],
    ['(?<name>a)', 'groups other than'],
    ['(?<=a)b', 'groups other than'],
    ['(?>a)', 'groups other than'],
    ['^a(?!b)', 'groups other than'],
    ['a(?=b)', 'groups other than'],
    ['^(?!a)(b)', 'groups other than'],
    ['^(?!(?!a))', 'groups other than'],
    ['\\p{Lu}', 'escapes of letters'],
    ['\\Aorder', 'escapes of letters'],
    ['(a)\\1', 'back-references'],
    ['[a-z-[aeiou]]', 'class subtraction'],
    ['a++', 'possessive'],
    ['[]a]', 'a class that begins with ]'],
    ['(', 'is invalid'],
    ['a'.repeat(513), 'longer than 512'],
  ])('the expression %s is refused by name', (pattern, reason) => {
    expect(() => matches(pattern, 'a')).toThrow(reason);
  });
});

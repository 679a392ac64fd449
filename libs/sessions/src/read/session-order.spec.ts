import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beyondPrefix } from './session-order.js';

const between = (text: string, from: string, to: string): boolean => from <= text && text < to;

const betweenInUtf8 = (text: string, from: string, to: string): boolean =>
  Buffer.compare(Buffer.from(from), Buffer.from(text)) <= 0 && Buffer.compare(Buffer.from(text), Buffer.from(to)) < 0;

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'z', 'é', 'ü', '\uff41', '東', '🚀', '🛰') });

describe('what begins with a text is from it to what is beyond it', () => {
  test.each([
    ['data', 'datb'],
    ['a🚀', 'a🚁'],
    ['\ud7ff', '\ue000'],
    ['\u{10ffff}', '\u{10ffff}'],
  ])('%j to %j', (prefix, beyond) => {
    expect(beyondPrefix(prefix)).toBe(beyond);
  });

  test('whether a database compares UTF-16, as ours does, or UTF-8, as MongoDB does', () => {
    const prefix = text.filter((one) => one !== '');
    fc.assert(
      fc.property(prefix, text, fc.boolean(), (begin, other, isLonger) => {
        const name = isLonger ? begin + other : other;
        const expected = name.startsWith(begin);
        expect(between(name, begin, beyondPrefix(begin))).toBe(expected);
        expect(betweenInUtf8(name, begin, beyondPrefix(begin))).toBe(expected);
      }),
    );
  });
});

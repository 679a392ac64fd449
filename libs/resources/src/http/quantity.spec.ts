import { describe, expect, test } from 'vitest';
import { parseBytes } from './quantity.js';

describe('an amount of memory or disk', () => {
  test.each([
    [1024, 1024],
    ['1024', 1024],
    ['4Gi', 4 * 2 ** 30],
    ['500M', 500_000_000],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['0.001k', 1],
    ['0.0005k', undefined],
    ['2Ti', 2 * 2 ** 40],
    ['1k', 1000],
    ['1Ki', 1024],
  ])('%p is %p bytes', (value, bytes) => {
    expect(parseBytes(value)).toBe(bytes);
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 60, '', '0', '-1Gi', '4 Gi', '4gi', '4GB', 'Gi', '1e9', '9999999999Pi'])(
    '%p is none',
    (value) => {
      expect(parseBytes(value)).toBeUndefined();
    },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Durations } from './durations.js';

const of = (milliseconds: readonly number[]): Durations => {
  const durations = new Durations();
  for (const each of milliseconds) durations.add(each);
  return durations;
};

describe('quantiles of durations', () => {
  test('are of the nearest rank, at most 5 % too long and never too short', () => {
    const some = fc.array(fc.integer({ min: 1_000, max: 10_000_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(some, fc.constantFrom(0.5, 0.95, 1), (durations, share) => {
        const exact = durations.toSorted((one, other) => one - other)[Math.ceil(share * durations.length) - 1]! / 1000;
        const told = of(durations).quantile(share)!;
        expect(told).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
        expect(told).toBeLessThanOrEqual(exact * 1.05 * (1 + 1e-9));
      }),
    );
  });

  test('of none there are none; what is below a second, or negative by clocks that differ, is one', () => {
    expect(of([]).quantile(0.5)).toBeUndefined();
    expect(of([0, -5_000, 999]).quantile(0.95)).toBe(1);
  });
});

import { describe, expect, test } from 'vitest';
import { ProblemError } from './problem.js';
import { RateLimit } from './rate-limit.js';

describe('a rate limit', () => {
  test('counts down, then refuses until the window ends', () => {
    let now = 0;
    const limit = new RateLimit({ name: 'lookups', limit: 2, windowMs: 60_000, now: () => now });
    expect(limit.take('a')).toBe('"lookups";r=1;t=60');
    now = 15_000;
    expect(limit.take('a')).toBe('"lookups";r=0;t=45');
    expect(() => limit.take('a')).toThrow(ProblemError);
    expect(() => limit.take('a')).toThrow('Try again in 45 s.');
    now = 60_000;
    expect(limit.take('a')).toBe('"lookups";r=1;t=60');
  });

  test('is each caller’s own', () => {
    const limit = new RateLimit({ name: 'lookups', limit: 1, windowMs: 60_000, now: () => 0 });
    limit.take('a');
    expect(limit.take('b')).toBe('"lookups";r=0;t=60');
  });
});

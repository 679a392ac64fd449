import { describe, expect, test } from '@jest/globals';
import { RateLimit } from './rate-limit.js';

describe('a rate limit', () => {
  test('counts down, then refuses until the window ends', () => {
    let now = 0;
    const limit = new RateLimit(2, 60_000, () => now);
    expect(limit.take('a')).toEqual({ isAllowed: true, remaining: 1, resetsIn: 60 });
    now = 15_000;
    expect(limit.take('a')).toEqual({ isAllowed: true, remaining: 0, resetsIn: 45 });
    expect(limit.take('a')).toEqual({ isAllowed: false, remaining: 0, resetsIn: 45 });
    now = 60_000;
    expect(limit.take('a')).toEqual({ isAllowed: true, remaining: 1, resetsIn: 60 });
  });

  test('is each caller’s own', () => {
    const limit = new RateLimit(1, 60_000, () => 0);
    limit.take('a');
    expect(limit.take('b').isAllowed).toBe(true);
  });
});

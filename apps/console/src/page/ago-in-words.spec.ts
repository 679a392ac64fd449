import { describe, expect, test } from 'vitest';
import { agoInWords } from './ago-in-words.js';

describe('how long ago', () => {
  test.each([
    ['2026-01-10T12:00:30.000Z', 'just now'],
    ['2026-01-10T11:59:30.000Z', 'just now'],
    ['2026-01-10T11:58:30.000Z', '1 minute ago'],
    ['2026-01-10T09:00:00.000Z', '3 hours ago'],
    ['2026-01-09T11:00:00.000Z', 'yesterday'],
    ['2025-12-31T12:00:00.000Z', '10 days ago'],
  ])('%s is %s', (at, words) => {
    expect(agoInWords(at, new Date('2026-01-10T12:00:00.000Z'))).toBe(words);
  });
});

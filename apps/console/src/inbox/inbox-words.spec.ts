import { describe, expect, test } from '@jest/globals';
import { agoInWords, badgeOf, bellInWords } from './inbox-words.js';

describe('the bell', () => {
  test.each([
    [undefined, 'Inbox'],
    [0, 'Inbox, nothing unread'],
    [1, 'Inbox, 1 unread'],
    [120, 'Inbox, 120 unread'],
  ])('with %s unread says “%s”', (unread, words) => {
    expect(bellInWords(unread)).toBe(words);
  });

  test('shows as much as fits on it', () => {
    expect([1, 99, 100, 500].map(badgeOf)).toEqual(['1', '99', '99+', '99+']);
  });
});

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

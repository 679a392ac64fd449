import { describe, expect, test } from 'vitest';
import { badgeOf, bellInWords } from './inbox-words.js';

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

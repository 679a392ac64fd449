import { expect, test } from 'vitest';
import { liveInWords } from './live-in-words.js';

test.each([
  [0, 'Nobody runs it'],
  [1, 'Run by 1 person'],
  [2, 'Run by 2 people'],
])('%i that live: %s', (live, words) => {
  expect(liveInWords(live)).toBe(words);
});

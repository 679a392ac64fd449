import { expect, test } from 'vitest';
import { elapsedInWords } from './elapsed-in-words.js';

test.each([
  [0.2, 'less than 1 s'],
  [-5, 'less than 1 s'],
  [12, '12 s'],
  [125, '2 min 5 s'],
  [3600 * 26 + 61, '26 h 1 min'],
])('%d seconds are %s', (seconds, words) => {
  const from = '2026-01-01T12:00:00.000Z';
  expect(elapsedInWords(from, new Date(new Date(from).getTime() + seconds * 1000))).toBe(words);
});

import { expect, test } from 'vitest';
import { bytesInWords } from './bytes-in-words.js';

test.each([
  [512, '512 B'],
  [1024 ** 3, '1 GiB'],
  [1.5 * 1024 ** 3, '1.5 GiB'],
  [1500 * 1024 ** 2, '1.5 GiB'],
  [4_000_000_000, '3.7 GiB'],
  [2048 * 1024 ** 4, '2048 TiB'],
])('%d bytes read %s', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});

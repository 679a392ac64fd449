import { expect, test } from 'vitest';
import { expandedSize } from './expanded-size.js';

test.each([
  ['abc', 3],
  ['a{3}', 3],
  ['(?:ab{3}){10}', 40],
  ['[a-z\\]]{2,5}\\d', 6],
  ['((a{10}){10}){10}', 1_000],
])('%s has the size %d', (source, size) => {
  expect(expandedSize(source)).toBe(size);
});

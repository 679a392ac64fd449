import { expect, test } from '@jest/globals';
import { counted } from './counted.js';

test.each([
  [0, '0 members'],
  [1, '1 member'],
  [2000, '2,000 members'],
])('%d are %s', (count, words) => {
  expect(counted(count, 'member')).toBe(words);
});

test('a plural of its own is given', () => {
  expect([1, 2].map((count) => counted(count, 'repository', 'repositories'))).toEqual([
    '1 repository',
    '2 repositories',
  ]);
});

import { expect, test } from 'vitest';
import type { Run } from '../api/schema.js';
import { notReproduced } from './not-reproduced.js';

const pinned = {
  image: { reference: 'a', digest: 'sha256:b' },
  repositories: [{ name: 'r', commit: 'c' }],
  storages: [],
};

test('of a run whose parts are all known its loose files alone are not reproduced', () => {
  expect(notReproduced(pinned as unknown as Run)).toEqual([expect.stringContaining('in no repository')]);
});

test('what was not there is cloned at the commit that it was pinned to', () => {
  const repositories = [{ name: 'r', pinned: 'c' }];
  expect(notReproduced({ ...pinned, repositories } as unknown as Run)).toHaveLength(1);
});

test.each([
  [{ image: { reference: 'a' } }, 'no digest'],
  [{ repositories: [{ name: 'flights' }] }, '/work/flights'],
  [{ storages: [{ name: 'data' }] }, '/work/data'],
])('%j is said', (part, words) => {
  expect(notReproduced({ ...pinned, ...part } as unknown as Run)[0]).toContain(words);
});

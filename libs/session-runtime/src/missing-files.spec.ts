import { expect, test } from 'vitest';
import { missingFiles } from './missing-files.js';

const codes = (filesOfRun: number | undefined, madeForRun: number | undefined) =>
  missingFiles({ filesOfRun }, madeForRun?.toString()).map(({ code }) => code);

test('rule 9, disks: one that is younger than the files that should be on it lacks them, until a run was ready with it', () => {
  expect(codes(1, 2)).toEqual(['files-missing']);
  expect(codes(1, 3)).toEqual(['files-missing']);
  expect(codes(3, 3)).toEqual([]);
});

test.each([
  ['the one that has the files', 2, 1],
  ['the first', undefined, 1],
  ['one on which no run was ever ready', undefined, 4],
  ['one that does not say for which run it was made', 1, undefined],
])('nothing is missing on a disk that is %s', (_, filesOfRun, madeForRun) => {
  expect(codes(filesOfRun, madeForRun)).toEqual([]);
});

import { expect, test } from '@jest/globals';
import { crashRun } from '../crash/src/crash-run.js';

test('nothing acknowledged is lost or doubled when the process is killed five times', async () => {
  const verdicts = await crashRun({ kills: 5, seed: 10, loadMs: 400, tell: () => undefined });
  expect(verdicts.filter(({ problems }) => problems.length > 0)).toEqual([]);
}, 120_000);

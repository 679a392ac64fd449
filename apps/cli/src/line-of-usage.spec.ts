import { expect, test } from 'vitest';
import { lineOfUsage } from './line-of-usage.js';

const amounts = { cpuCoreHours: 1.5, memoryGiBHours: 12, gpuHours: 0, runs: 3, failed: 1 };

test('a line of the ledger says what it is about, in columns', () => {
  expect(lineOfUsage({ userId: 'u', resourceClassId: null, month: '2026-03', ...amounts }).split(/ {2,}/)).toEqual([
    'u',
    'no class',
    '2026-03',
    '1.500 core h',
    '12.000 GiB h',
    '0.000 GPU h',
    '3 runs, 1 failed',
  ]);
});

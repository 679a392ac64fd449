import { expect, test } from 'vitest';
import { keptInWords } from './kept-in-words.js';

const counted = { from: '', to: '', seconds: 5400, cpuCoreHours: 3, memoryGiBHours: 6, gpuHours: 0 };

test('what was kept for a run says every hour that its line is the sum of', () => {
  expect(keptInWords({ cpu: 2, counted })).toBe('2 CPU, 3 core hours, 6 GiB hours in 5400 s');
  expect(keptInWords({ cpu: 2, counted: { ...counted, gpuHours: 1.5 } })).toBe(
    '2 CPU, 3 core hours, 6 GiB hours, 1.5 GPU hours in 5400 s',
  );
});

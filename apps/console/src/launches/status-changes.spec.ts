import { expect, test } from 'vitest';
import { statusChanges } from './status-changes.js';

const lab = { id: 'l', name: 'Lab' };

test('what has another status than before is announced; what is new is not', () => {
  const before = [{ ...lab, status: 'launching' } as const, { id: 'o', name: 'Other', status: 'paused' } as const];
  expect(statusChanges(before, before)).toEqual([]);
  expect(
    statusChanges(before, [
      { ...lab, status: 'running' },
      { id: 'n', name: 'New', status: 'running' },
    ]),
  ).toEqual(['Lab: Running']);
  expect(statusChanges(before, [{ ...lab, status: undefined }])).toEqual([]);
});

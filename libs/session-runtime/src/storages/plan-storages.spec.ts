import { describe, expect, test } from 'vitest';
import { planStorages, storageGone, withoutMounts } from './plan-storages.js';
import { StorageSources } from './storage-sources.js';

const sources = new StorageSources([
  { source: 'archive', directory: '/srv/archive', writable: false },
  { source: 'scratch', directory: '/srv/scratch', writable: true },
  { source: 'claim', volumeClaim: 'claim', writable: true },
]);
const planOf = (source: string, readOnly = false) =>
  planStorages([{ name: 'data', source, readOnly }], {
    ...{ sources, mounts: 'a directory' },
    placeOf: ({ directory }) => directory,
  });

describe('rule 7, the storages of a run,', () => {
  test.each([
    ['archive', false, false],
    ['archive', true, false],
    ['scratch', true, false],
    ['scratch', false, true],
  ])('%s, connected as read-only: %s, may be written to: %s', (source, readOnly, isWritable) => {
    const mounts = [{ name: 'data', source, place: `/srv/${source}`, isWritable }];
    expect(planOf(source, readOnly)).toEqual({ mounts, warnings: [] });
  });

  test.each([
    ['gone', /^There is no \/work\/data: “gone” is not offered any more. Ask your administrator/],
    ['claim', /^There is no \/work\/data: “claim” is not where sessions run.*needs a directory\.$/],
  ])('%s is missed with a warning that says what to do', (source, message) => {
    const warnings = [{ code: 'storage-unavailable', message: expect.stringMatching(message) }];
    expect(planOf(source)).toEqual({ mounts: [], warnings });
  });

  test('are left out where they are not there', () => {
    const left = withoutMounts(planOf('archive'), ({ source }) => storageGone(source));
    expect(left).toMatchObject({ mounts: [], warnings: [{ message: expect.stringContaining('is not there') }] });
    expect(withoutMounts(planOf('archive'), () => undefined)).toEqual(planOf('archive'));
  });
});

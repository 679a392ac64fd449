import { expect, test } from 'vitest';
import type { RunRecord } from '../runs/run-record.js';
import { runViewOf } from './run-view-of.js';

const id = '5cb02b94-6097-5b75-9309-236b48840438';
const url = 'https://example.org/a.git';
const repository = (name: string, commit?: string) => ({ repositoryId: id, name, url, commit });

const record: RunRecord = {
  ...{ launchId: id, run: 1, projectId: id, sessionId: id, userId: 'g', hasFailed: false, steps: [] },
  ...{ askedAt: '2026-01-01T00:01:00Z', startedAt: '2026-01-01T00:02:00Z', endedAt: undefined },
  commits: [
    { repository: 'there', commit: 'c0ffee' },
    { repository: 'elsewhere', commit: 'decade' },
  ],
  configuration: {
    environment: { environmentId: id, name: 'Jupyter', keywords: [] },
    ...{ image: { reference: 'docker.io/a/b:1' }, resources: {}, storages: [] },
    repositories: [
      repository('there', 'c0ffee'),
      repository('elsewhere', 'facade'),
      repository('missing', 'facade'),
      repository('unknown'),
    ],
  },
};

test('what was not cloned has no commit of its own in the run, but the one that it was pinned to', () => {
  const { repositories } = runViewOf(record, { person: 'Grace', session: undefined });
  expect(repositories).toEqual([
    { repositoryId: id, name: 'there', url, commit: 'c0ffee' },
    { repositoryId: id, name: 'elsewhere', url, commit: 'decade' },
    { repositoryId: id, name: 'missing', url, pinned: 'facade' },
    { repositoryId: id, name: 'unknown', url },
  ]);
});

import { describe, expect, test } from 'vitest';
import type { Run, Session } from '../api/schema.js';
import { runChanges } from './run-changes.js';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const image = { reference: 'quay.io/jupyter/scipy-notebook:1', digest: digest('a') };
const run = {
  image,
  resources: { cpu: 2 },
  environment: { run: { port: 8888 } },
  repositories: [{ repositoryId: 'r', name: 'flights', url: 'https://example.org/flights', commit: 'c0ffee' }],
  storages: [],
} as unknown as Run;
const session = {
  environment: { image, run: { port: 8888 } },
  resources: { cpu: 2 },
  repositories: 'all',
  storages: 'all',
} as unknown as Session;
const repositories = [{ repositoryId: 'r', name: 'flights', url: 'https://example.org/flights' }] as never;
const now = { session, repositories, storages: [] };

describe('in what a run differs from its session now', () => {
  test('in nothing, where nothing was changed', () => {
    expect(runChanges(run, now)).toEqual([]);
  });

  test.each([
    [{ environment: { image: { ...image, digest: digest('b') }, run: { port: 8888 } } }, 'Image'],
    [{ resources: { cpu: 4 } }, 'Resources'],
    [{ repositories: [] }, 'Code'],
    [{ run: { port: 9999 } }, 'How it is run'],
  ])('%j changes what is listed as %s', (change, what) => {
    expect(runChanges(run, { ...now, session: { ...session, ...change } as Session }).map((each) => each.what)).toEqual(
      [what],
    );
  });

  test('says both', () => {
    expect(runChanges(run, { ...now, session: { ...session, resources: { cpu: 4 } } })).toEqual([
      { what: 'Resources', then: '2 CPU', now: '4 CPU' },
    ]);
  });

  test('not in a digest that the session has not got yet', () => {
    const unpinned = { ...session, environment: { ...session.environment, image: { reference: image.reference } } };
    expect(runChanges(run, { ...now, session: unpinned })).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { deriveId } from '#libs/event-sourcing';
import {
  added,
  addedData,
  defaultChosen,
  digest,
  first,
  image,
  projectId,
  repositoryId,
  second,
  spec,
  storageId,
} from '../sessions.fixture.js';
import { type PastRun, reproduceRun } from './reproduce-run.js';

const commandId = 'c2f4d1f0-0000-4000-8000-000000000016';
const otherRepository = '7d1a1c7e-0000-4000-8000-0000000000b2';
const elsewhere = '7d1a1c7e-0000-4000-8000-000000000002';
const launchId = '7d1a1c7e-0000-4000-8000-0000000000f1';
const commit = 'c'.repeat(40);
const past: PastRun = {
  ...{ projectId: elsewhere, launchId, run: 2 },
  environment: { name: 'Jupyter Python', keywords: ['python'], run: { port: 8888, landingPath: '/lab/tree/a.ipynb' } },
  image: { reference: image('1').reference, digest: digest('a') },
  resources: { cpu: 2, memory: 4e9 },
  repositories: [
    { repositoryId, url: 'https://example.org/flights.git', commit },
    { repositoryId: otherRepository, url: 'https://example.org/other.git' },
  ],
  storages: [{ name: 'data', source: 'nas' }],
};
const facts = {
  projectRepositoryIds: [repositoryId, otherRepository],
  projectStorageIds: [storageId],
  projectStorages: [{ storageId, source: 'nas' }],
  resourceClasses: [],
};
const command = { projectId, sessionId: first, past, ...facts } as const;
const builtFrom = { repositoryId, branch: 'main' };
const session = addedData(first, {
  environment: {
    ...past.environment,
    environmentId: deriveId(commandId, 'environment'),
    keywords: ['python'],
    image: past.image,
  },
  source: { kind: 'image', reference: past.image.reference },
  configuration: {
    ...{ resources: past.resources, repositories: [repositoryId, otherRepository], storages: [storageId] },
    commits: { [repositoryId]: commit },
  },
  reproducedFrom: { projectId: elsewhere, launchId, run: 2 },
});

describe('rule 16, reproducing a run', () => {
  test('is a session of its own with the image, how it is run, resources, commits and storages that the run had', () =>
    spec
      .given(added(second))
      .when(reproduceRun, command, { commandId })
      .then([{ type: 'EnvironmentAdded', data: session }]));

  test('can have a name, and is the default where it is the first (rule 3)', () =>
    spec
      .given()
      .when(reproduceRun, { ...command, name: 'Figure 3' }, { commandId })
      .then([{ type: 'EnvironmentAdded', data: { ...session, name: 'Figure 3' } }, defaultChosen(first)]));

  test.each([
    ['unknown-repository', { projectRepositoryIds: [repositoryId] }, 'https://example.org/other.git'],
    ['unknown-storage', { projectStorages: [{ storageId, source: 'tape' }] }, 'nas'],
  ] as const)('is not done in part: %s', (code, missing, named) =>
    spec
      .given(added(second))
      .when(reproduceRun, { ...command, ...missing })
      .thenRejected(code, { detail: expect.stringContaining(named) }),
  );

  test('is refused where no resource class has as much any more', () =>
    spec
      .given(added(second))
      .when(reproduceRun, {
        ...command,
        resourceClasses: [{ resourceClassId: first, name: 'Small', cpu: 1, memory: 1e9, gpu: 0, maxDisk: 1e9 }],
      })
      .thenRejected('no-resource-class'));

  test.each([
    ['in its own project, from the repository that built it', projectId, { kind: 'repository', ...builtFrom }],
    ['elsewhere, as an external one', elsewhere, { kind: 'image', reference: past.image.reference }],
  ] as const)('has the image %s', (_, of, source) =>
    spec
      .given(added(second))
      .when(reproduceRun, { ...command, past: { ...past, projectId: of, builtFrom } }, { commandId })
      .then([
        {
          type: 'EnvironmentAdded',
          data: { ...session, source, reproducedFrom: { projectId: of, launchId, run: 2 } },
        },
      ]),
  );
});

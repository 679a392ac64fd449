import { describe, expect, test } from 'vitest';
import {
  added,
  configured,
  defaultChosen,
  first,
  projectId,
  removed,
  repositoryId,
  second,
  spec,
  storageId,
} from '../sessions.fixture.js';
import { configureSession } from './configure-session.js';

const facts = { projectRepositoryIds: [repositoryId], projectStorageIds: [storageId], resourceClasses: [] };
const configure = { projectId, sessionId: first, seen: 0, ...facts };
const modest = { resources: { cpu: 1, memory: 4e9 } };

describe('rule 6, configuration: configure a session', () => {
  test('its name can be changed', () =>
    spec
      .given(added(first))
      .when(configureSession, { ...configure, name: 'Analysis' })
      .then([configured(first, {}, 'Analysis')]));

  test('minimum resources can be set one by one', () =>
    spec
      .given(added(first, { configuration: { ...modest, repositories: 'all', storages: 'all' } }))
      .when(configureSession, { ...configure, resources: { memory: 8e9, gpu: 1 } })
      .then([configured(first, { resources: { cpu: 1, memory: 8e9, gpu: 1 } })]));

  test('a minimum can be taken away', () =>
    spec
      .given(added(first), configured(first, modest))
      .when(configureSession, { ...configure, seen: 1, resources: { memory: null } })
      .then([configured(first, { resources: { cpu: 1 } })]));

  test('repositories and storages to mount can be chosen, none too', () =>
    spec
      .given(added(first))
      .when(configureSession, { ...configure, repositories: [repositoryId], storages: [] })
      .then([configured(first, { repositories: [repositoryId], storages: [] })]));

  test('mounting all again includes those connected later', () =>
    spec
      .given(added(first), configured(first, { repositories: [repositoryId] }))
      .when(configureSession, { ...configure, seen: 1, repositories: 'all' })
      .then([configured(first, {})]));

  test('how its image is run can be said, and taken back as a whole', () => {
    const run = { frontEnd: 'http', port: 8787 } as const;
    spec
      .given(added(first))
      .when(configureSession, { ...configure, run })
      .then([configured(first, { run })]);
    spec
      .given(added(first), configured(first, { run }))
      .when(configureSession, { ...configure, seen: 1, run: {} })
      .then([configured(first, { run: {} })]);
  });

  test('what is so already changes nothing', () =>
    spec
      .given(added(first), configured(first, modest))
      .when(configureSession, { ...configure, seen: 1, name: 'Jupyter Python', resources: { cpu: 1 } })
      .thenNothing());

  test('a repository that the project does not have is refused', () =>
    spec
      .given(added(first))
      .when(configureSession, { ...configure, repositories: [storageId] })
      .thenRejected('unknown-repository', {
        extra: { errors: [expect.objectContaining({ pointer: '/repositories/0' })] },
      }));

  test('a repository that was disconnected since it was selected is no obstacle to other changes', () =>
    spec
      .given(added(first), configured(first, { repositories: [repositoryId] }))
      .when(configureSession, { ...configure, projectRepositoryIds: [], seen: 1, name: 'Analysis' })
      .then([configured(first, { repositories: [repositoryId] }, 'Analysis')]));

  test('an editor who has seen an older configuration is refused', () =>
    spec
      .given(added(first), configured(first, modest))
      .when(configureSession, { ...configure, name: 'Analysis' })
      .thenRejected('precondition-failed'));

  test('changes of other sessions and of the default are no obstacle', () =>
    spec
      .given(added(first), defaultChosen(first), added(second), configured(second, modest), defaultChosen(second))
      .when(configureSession, { ...configure, name: 'Analysis' })
      .then([configured(first, {}, 'Analysis')]));

  test('a removed session is not found', () =>
    spec
      .given(added(first), removed(first))
      .when(configureSession, { ...configure, name: 'Analysis' })
      .thenRejected('session-not-found'));
});

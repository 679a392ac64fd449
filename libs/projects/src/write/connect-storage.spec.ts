import { describe, expect, test } from 'vitest';
import {
  created,
  deleted,
  projectId,
  repositoryConnected,
  spec,
  storageConnected,
  storageDisconnected,
} from '../project.fixture.js';
import { connectStorage } from './connect-storage.js';
import { disconnectStorage } from './disconnect-storage.js';

const storageId = '7d1a1c7e-0000-4000-8000-0000000000a1';
const other = '7d1a1c7e-0000-4000-8000-0000000000a2';
const command = { projectId, storageId, name: 'data', source: 'nas', readOnly: false, allowedSources: ['nas', 's3'] };

describe('rule 7, /work/<name>: connect a storage', () => {
  test('from a source that the administrator allows', () =>
    spec
      .given(created())
      .when(connectStorage, command)
      .then([storageConnected(storageId, 'data')]));

  test('any other source is refused, with those that are offered', () =>
    spec
      .given(created())
      .when(connectStorage, { ...command, source: '/etc' })
      .thenRejected('unknown-storage-source', {
        detail: expect.stringContaining('nas, s3'),
        extra: { errors: [expect.objectContaining({ pointer: '/source' })] },
      }));

  test('where nothing is allowed, everything is refused', () =>
    spec
      .given(created())
      .when(connectStorage, { ...command, allowedSources: [] })
      .thenRejected('unknown-storage-source'));

  test('a name that another storage has is refused', () =>
    spec.given(created(), storageConnected(other, 'data')).when(connectStorage, command).thenRejected('name-taken'));

  test('a name that a repository has is refused: they share one namespace', () =>
    spec
      .given(created(), repositoryConnected(other, 'https://github.com/o/data', 'data'))
      .when(connectStorage, command)
      .thenRejected('name-taken'));

  test('a name that cannot be a directory is refused', () =>
    spec
      .given(created())
      .when(connectStorage, { ...command, name: '../data' })
      .thenRejected('invalid-directory-name'));

  test('a deleted project is gone', () =>
    spec.given(created(), deleted()).when(connectStorage, command).thenRejected('project-not-found'));
});

describe('disconnect a storage', () => {
  test('a connected one is disconnected', () =>
    spec
      .given(created(), storageConnected(storageId, 'data'))
      .when(disconnectStorage, { projectId, storageId })
      .then([storageDisconnected(storageId)]));

  test('one that is not connected is not found', () =>
    spec.given(created()).when(disconnectStorage, { projectId, storageId }).thenRejected('storage-not-found'));

  test('its name is free again', () =>
    spec
      .given(created(), storageConnected(other, 'data'), storageDisconnected(other))
      .when(connectStorage, command)
      .then([storageConnected(storageId, 'data')]));
});

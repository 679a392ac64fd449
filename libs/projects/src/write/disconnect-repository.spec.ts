import { describe, test } from 'vitest';
import { created, deleted, projectId, repositoryConnected, repositoryDisconnected, spec } from '../project.fixture.js';
import { disconnectRepository } from './disconnect-repository.js';

const repositoryId = '7d1a1c7e-0000-4000-8000-0000000000b1';
const connected = repositoryConnected(repositoryId, 'https://github.com/o/r', 'r');

describe('disconnect a repository', () => {
  test('a connected one is disconnected', () =>
    spec
      .given(created(), connected)
      .when(disconnectRepository, { projectId, repositoryId })
      .then([repositoryDisconnected(repositoryId)]));

  test('one that is not connected is not found', () =>
    spec
      .given(created(), connected, repositoryDisconnected(repositoryId))
      .when(disconnectRepository, { projectId, repositoryId })
      .thenRejected('repository-not-found'));

  test('a deleted project is gone', () =>
    spec
      .given(created(), connected, deleted())
      .when(disconnectRepository, { projectId, repositoryId })
      .thenRejected('project-not-found'));
});

import { describe, expect, test } from 'vitest';
import {
  created,
  deleted,
  projectId,
  repositoryConnected,
  repositoryDisconnected,
  spec,
  storageConnected,
} from '../project.fixture.js';
import { repositoryIdOf } from '../repository-url.js';
import { connectRepository } from './connect-repository.js';

const url = 'https://gitlab.example.org/group/flights.git';
const repositoryId = repositoryIdOf(url);
const storageId = '7d1a1c7e-0000-4000-8000-0000000000a1';
const connected = repositoryConnected(repositoryId, url, 'flights');

describe('rule 7, /work/<name>: connect a repository', () => {
  test('its directory is named after the last segment of its address', () =>
    spec.given(created()).when(connectRepository, { projectId, url }).then([connected]));

  test('its directory can have another name', () =>
    spec
      .given(created())
      .when(connectRepository, { projectId, url, name: 'code' })
      .then([repositoryConnected(repositoryId, url, 'code')]));

  test('the same repository twice is refused, however its address is spelled', () => {
    for (const spelling of [
      url,
      'https://gitlab.example.org/group/flights',
      'https://GitLab.example.org:443/group/flights.git/',
    ])
      spec
        .given(created(), connected)
        .when(connectRepository, { projectId, url: spelling, name: 'again' })
        .thenRejected('already-connected', { extra: { repositoryId } });
  });

  test('after it was disconnected it can be connected again', () =>
    spec
      .given(created(), connected, repositoryDisconnected(repositoryId))
      .when(connectRepository, { projectId, url })
      .then([connected]));

  test('a name that another repository has is refused', () =>
    spec
      .given(created(), connected)
      .when(connectRepository, { projectId, url: 'https://github.com/other/flights' })
      .thenRejected('name-taken', { detail: expect.stringContaining('/work/flights') }));

  test('a name that a storage has is refused: they share one namespace', () =>
    spec
      .given(created(), storageConnected(storageId, 'flights'))
      .when(connectRepository, { projectId, url })
      .thenRejected('name-taken'));

  test('a name that differs by case alone is refused: on some laptops it is the same directory', () =>
    spec
      .given(created(), connected)
      .when(connectRepository, { projectId, url: 'https://github.com/other/x', name: 'Flights' })
      .thenRejected('name-taken'));

  test.each(['..', '.', '.ssh', '-rf', 'a/b', 'a b', 'ü', 'trailing.', ''])('"%s" is no directory name', (name) =>
    spec
      .given(created())
      .when(connectRepository, { projectId, url, name })
      .thenRejected('invalid-directory-name', { extra: { errors: [expect.objectContaining({ pointer: '/name' })] } }),
  );

  test('an address with credentials is refused, and they are not repeated', () => {
    const detail = expect.not.stringContaining('s3cret');
    spec
      .given(created())
      .when(connectRepository, { projectId, url: 'https://me:s3cret@gitlab.example.org/g/r.git' })
      .thenRejected('invalid-repository-url', { detail, extra: { errors: [{ pointer: '/url', detail }] } });
  });

  test('a deleted project is gone', () =>
    spec.given(created(), deleted()).when(connectRepository, { projectId, url }).thenRejected('project-not-found'));
});

import { describe, test } from 'vitest';
import { projectionSpec } from '#libs/event-sourcing/testing';
import {
  created,
  deleted,
  madeVisible,
  memberRemoved,
  projectId,
  renamed,
  repositoryConnected,
  repositoryDisconnected,
  roleSet,
  storageConnected,
  storageDisconnected,
} from '../project.fixture.js';
import { projects } from './projects.projection.js';

const spec = projectionSpec(projects);
const one = '7d1a1c7e-0000-4000-8000-0000000000b1';
const two = '7d1a1c7e-0000-4000-8000-0000000000b2';

describe('projects', () => {
  test('a document is the project as it is now', () => {
    spec
      .given(
        created('ada'),
        renamed('Trains'),
        madeVisible('public'),
        roleSet('grace', 'viewer'),
        roleSet('linus', 'editor'),
        roleSet('grace', 'owner'),
        memberRemoved('linus'),
        repositoryConnected(one, 'https://github.com/o/one', 'one'),
        repositoryConnected(two, 'https://github.com/o/two', 'two'),
        repositoryDisconnected(one),
        storageConnected(one, 'data'),
        storageConnected(two, 'results'),
        storageDisconnected(two),
      )
      .then(projectId, {
        projectId,
        name: 'Trains',
        visibility: 'public',
        publicSince: '300',
        createdBy: 'someone',
        createdAt: '2026-01-01T00:00:01.000Z',
        members: [
          { userId: 'ada', role: 'owner' },
          { userId: 'grace', role: 'owner' },
        ],
        invitations: [],
        repositories: [{ repositoryId: two, url: 'https://github.com/o/two', name: 'two' }],
        storages: [{ storageId: one, name: 'data', source: 'nas', readOnly: false }],
        deleted: false,
        revision: 2,
      });
  });

  test('a deleted project is in nobody’s list', () => {
    spec.given(created('ada'), madeVisible('public'), deleted()).then(projectId, {
      projectId,
      name: 'Flights',
      visibility: 'private',
      createdBy: 'someone',
      createdAt: '2026-01-01T00:00:01.000Z',
      members: [],
      invitations: [],
      repositories: [],
      storages: [],
      deleted: true,
      revision: 2,
    });
  });
});

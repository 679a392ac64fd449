import { describe, test } from 'vitest';
import { created, projectId, spec } from '../project.fixture.js';
import { createProject } from './create-project.js';

const command = { projectId, name: 'Flights', visibility: 'private' } as const;

describe('create a project', () => {
  test('who creates it is its owner', () =>
    spec
      .given()
      .when(createProject, command, { actor: 'ada' })
      .then([created('ada')]));

  test('once is enough', () => spec.given(created('ada')).when(createProject, command).thenNothing());

  test('rule 8, new project: it starts with no repositories, no storages, and its owner alone', () =>
    spec.given(created('ada')).thenState({
      projectId,
      name: 'Flights',
      visibility: 'private',
      createdBy: 'someone',
      createdAt: '2026-01-01T00:00:01.000Z',
      members: [{ userId: 'ada', role: 'owner' }],
      invitations: [],
      repositories: [],
      storages: [],
      deleted: false,
      revision: 0,
    }));
});

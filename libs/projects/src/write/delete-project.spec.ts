import { describe, test } from 'vitest';
import { created, deleted, projectId, spec } from '../project.fixture.js';
import { deleteProject } from './delete-project.js';

describe('delete a project', () => {
  test('it is gone', () => spec.given(created()).when(deleteProject, { projectId }).then([deleted()]));

  test('one that never was, or is deleted, is not found', () => {
    spec.given().when(deleteProject, { projectId }).thenRejected('project-not-found');
    spec.given(created(), deleted()).when(deleteProject, { projectId }).thenRejected('project-not-found');
  });
});

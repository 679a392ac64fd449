import { describe, test } from 'vitest';
import { created, deleted, madeVisible, projectId, renamed, roleSet, spec } from '../project.fixture.js';
import { reviseProject } from './revise-project.js';

describe('revise a project', () => {
  test('it can be renamed', () =>
    spec
      .given(created())
      .when(reviseProject, { projectId, name: 'Trains' })
      .then([renamed('Trains')]));

  test('it can be made public', () =>
    spec
      .given(created())
      .when(reviseProject, { projectId, visibility: 'public' })
      .then([madeVisible('public')]));

  test('both at once is one change', () =>
    spec
      .given(created())
      .when(reviseProject, { projectId, name: 'Trains', visibility: 'public' })
      .then([renamed('Trains'), madeVisible('public')]));

  test('what is so already changes nothing', () =>
    spec.given(created()).when(reviseProject, { projectId, name: 'Flights', visibility: 'private' }).thenNothing());

  test('an owner who has seen an older name is refused', () =>
    spec
      .given(created(), renamed('Trains'))
      .when(reviseProject, { projectId, name: 'Ships', seen: 0 })
      .thenRejected('precondition-failed'));

  test('an owner who has seen the newest name is not disturbed by new members', () =>
    spec
      .given(created(), renamed('Trains'), roleSet('grace', 'editor'))
      .when(reviseProject, { projectId, name: 'Ships', seen: 1 })
      .then([renamed('Ships')]));

  test('a deleted project is gone', () =>
    spec
      .given(created(), deleted())
      .when(reviseProject, { projectId, name: 'Ships' })
      .thenRejected('project-not-found'));
});

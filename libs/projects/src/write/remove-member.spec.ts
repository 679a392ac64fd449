import { describe, test } from 'vitest';
import { created, deleted, memberRemoved, projectId, roleSet, spec } from '../project.fixture.js';
import { leaveProject } from './leave-project.js';
import { removeMember } from './remove-member.js';

describe('remove a member', () => {
  test('a member is removed', () =>
    spec
      .given(created('ada'), roleSet('grace', 'viewer'))
      .when(removeMember, { projectId, userId: 'grace' })
      .then([memberRemoved('grace')]));

  test('who is no member cannot be removed', () =>
    spec.given(created('ada')).when(removeMember, { projectId, userId: 'grace' }).thenRejected('member-not-found'));

  test('who was removed is no member any more', () =>
    spec
      .given(created('ada'), roleSet('grace', 'viewer'), memberRemoved('grace'))
      .when(removeMember, { projectId, userId: 'grace' })
      .thenRejected('member-not-found'));

  test('the last owner cannot be removed', () =>
    spec.given(created('ada')).when(removeMember, { projectId, userId: 'ada' }).thenRejected('last-owner'));
});

describe('leave a project', () => {
  test('a member removes themself', () =>
    spec
      .given(created('ada'), roleSet('grace', 'viewer'))
      .when(leaveProject, { projectId }, { actor: 'grace' })
      .then([memberRemoved('grace')]));

  test('the last owner cannot leave', () =>
    spec
      .given(created('ada'), roleSet('grace', 'editor'))
      .when(leaveProject, { projectId }, { actor: 'ada' })
      .thenRejected('last-owner'));

  test('one of two owners can leave', () =>
    spec
      .given(created('ada'), roleSet('grace', 'owner'))
      .when(leaveProject, { projectId }, { actor: 'ada' })
      .then([memberRemoved('ada')]));

  test('who reads a public project without being a member cannot leave it', () =>
    spec.given(created('ada')).when(leaveProject, { projectId }, { actor: 'linus' }).thenRejected('member-not-found'));

  test('a deleted project is gone', () =>
    spec
      .given(created('ada'), deleted())
      .when(leaveProject, { projectId }, { actor: 'ada' })
      .thenRejected('project-not-found'));
});

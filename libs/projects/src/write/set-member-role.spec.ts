import { describe, test } from 'vitest';
import { created, deleted, projectId, roleSet, spec } from '../project.fixture.js';
import { setMemberRole } from './set-member-role.js';

const set = (userId: string, role: 'viewer' | 'editor' | 'owner', isPerson = true) => ({
  projectId,
  userId,
  role,
  isPerson,
});

describe('set a member’s role', () => {
  test('somebody becomes a member', () =>
    spec
      .given(created('ada'))
      .when(setMemberRole, set('grace', 'editor'))
      .then([roleSet('grace', 'editor')]));

  test('a member gets another role', () =>
    spec
      .given(created('ada'), roleSet('grace', 'editor'))
      .when(setMemberRole, set('grace', 'viewer'))
      .then([roleSet('grace', 'viewer')]));

  test('the role a member has changes nothing', () =>
    spec.given(created('ada'), roleSet('grace', 'editor')).when(setMemberRole, set('grace', 'editor')).thenNothing());

  test('an id that nobody has becomes no member', () =>
    spec
      .given(created('ada'))
      .when(setMemberRole, set('nobody', 'editor', false))
      .thenRejected('user-not-found'));

  test('a member who was erased can still be given a lesser role', () =>
    spec
      .given(created('ada'), roleSet('grace', 'owner'))
      .when(setMemberRole, set('grace', 'viewer', false))
      .then([roleSet('grace', 'viewer')]));

  test('a member who was erased does not become an owner', () =>
    spec
      .given(created('ada'), roleSet('grace', 'editor'))
      .when(setMemberRole, set('grace', 'owner', false))
      .thenRejected('user-not-found'));

  test('the last owner cannot take a lesser role', () =>
    spec
      .given(created('ada'), roleSet('grace', 'editor'))
      .when(setMemberRole, set('ada', 'editor'))
      .thenRejected('last-owner'));

  test('one of two owners can', () =>
    spec
      .given(created('ada'), roleSet('grace', 'owner'))
      .when(setMemberRole, set('ada', 'editor'))
      .then([roleSet('ada', 'editor')]));

  test('a deleted project is gone', () =>
    spec
      .given(created('ada'), deleted())
      .when(setMemberRole, set('grace', 'editor'))
      .thenRejected('project-not-found'));
});

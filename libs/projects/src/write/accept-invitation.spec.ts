import { describe, test } from 'vitest';
import {
  created,
  deleted,
  invitationAccepted,
  invitationDeclined,
  invitationWithdrawn,
  memberRemoved,
  personInvited,
  projectId,
  roleSet,
  spec,
} from '../project.fixture.js';
import { acceptInvitation } from './accept-invitation.js';

const expiresAt = '2026-02-09T12:00:00.000Z';
const invited = personInvited('i1', 'editor', expiresAt);
const command = {
  projectId,
  invitationId: 'i1',
  isAddressee: true,
  now: new Date('2026-02-09T11:59:59.999Z'),
};
const byGrace = { actor: 'grace' };

describe('rule 17, accept an invitation', () => {
  test('whom it is for becomes a member', () =>
    spec
      .given(created('ada'), invited)
      .when(acceptInvitation, command, byGrace)
      .then([invitationAccepted('i1', 'grace'), roleSet('grace', 'editor')]));

  test('a member gets a higher role by it', () =>
    spec
      .given(created('ada'), invited, roleSet('grace', 'viewer'))
      .when(acceptInvitation, command, byGrace)
      .then([invitationAccepted('i1', 'grace'), roleSet('grace', 'editor')]));

  test('and keeps one that is as high or higher', () => {
    for (const role of ['editor', 'owner'] as const)
      spec
        .given(created('ada'), invited, roleSet('grace', role))
        .when(acceptInvitation, command, byGrace)
        .then([invitationAccepted('i1', 'grace')]);
  });

  test('it is good though who invited is no owner any more', () =>
    spec
      .given(created('ada'), invited, roleSet('linus', 'owner'), memberRemoved('ada'))
      .when(acceptInvitation, command, byGrace)
      .then([invitationAccepted('i1', 'grace'), roleSet('grace', 'editor')]));

  test('for everybody else there is none', () =>
    spec
      .given(created('ada'), invited)
      .when(acceptInvitation, { ...command, isAddressee: false }, byGrace)
      .thenRejected('invitation-not-found'));

  test('it ends by its time', () =>
    spec
      .given(created('ada'), invited)
      .when(acceptInvitation, { ...command, now: new Date(expiresAt) }, byGrace)
      .thenRejected('invitation-not-found'));

  test.each([
    ['once it was withdrawn', [created('ada'), invited, invitationWithdrawn('i1')]],
    ['once it was declined', [created('ada'), invited, invitationDeclined('i1')]],
    ['once it was accepted', [created('ada'), invited, invitationAccepted('i1', 'grace')]],
    ['with the project', [created('ada'), invited, deleted()]],
    ['where there never was a project', []],
  ])('there is none %s', (_, given) =>
    spec
      .given(...given)
      .when(acceptInvitation, command, byGrace)
      .thenRejected('invitation-not-found'),
  );
});

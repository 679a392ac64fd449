import { describe, test } from 'vitest';
import {
  created,
  deleted,
  invitationAccepted,
  invitationDeclined,
  invitationWithdrawn,
  personInvited,
  projectId,
  spec,
} from '../project.fixture.js';
import { declineInvitation } from './decline-invitation.js';
import { withdrawInvitation } from './withdraw-invitation.js';

const expiresAt = '2026-02-09T12:00:00.000Z';
const invited = personInvited('i1', 'editor', expiresAt);
const command = { projectId, invitationId: 'i1' };

describe('rule 17, withdraw an invitation', () => {
  test('an owner withdraws it', () =>
    spec
      .given(created('ada'), invited)
      .when(withdrawInvitation, command)
      .then([invitationWithdrawn('i1')]));

  test('one that was answered, withdrawn or never made is not there', () => {
    spec.given(created('ada')).when(withdrawInvitation, command).thenRejected('invitation-not-found');
    spec
      .given(created('ada'), invited, invitationAccepted('i1', 'grace'))
      .when(withdrawInvitation, command)
      .thenRejected('invitation-not-found');
    spec
      .given(created('ada'), invited, invitationWithdrawn('i1'))
      .when(withdrawInvitation, command)
      .thenRejected('invitation-not-found');
  });

  test('a deleted project is gone', () =>
    spec.given(created('ada'), invited, deleted()).when(withdrawInvitation, command).thenRejected('project-not-found'));
});

describe('rule 17, decline an invitation', () => {
  const now = new Date('2026-01-10T12:00:00.000Z');

  test('whom it is for declines it', () =>
    spec
      .given(created('ada'), invited)
      .when(declineInvitation, { ...command, isAddressee: true, now }, { actor: 'grace' })
      .then([invitationDeclined('i1')]));

  test('for everybody else there is none, also where there is no project', () => {
    spec
      .given(created('ada'), invited)
      .when(declineInvitation, { ...command, isAddressee: false, now })
      .thenRejected('invitation-not-found');
    spec
      .given()
      .when(declineInvitation, { ...command, isAddressee: true, now })
      .thenRejected('invitation-not-found');
  });
});

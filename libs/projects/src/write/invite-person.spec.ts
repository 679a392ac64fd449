import { describe, expect, test } from 'vitest';
import { recorded } from '#libs/event-sourcing/testing';
import {
  created,
  deleted,
  invitationAccepted,
  invitationWithdrawn,
  personInvited,
  projectId,
  roleSet,
  spec,
} from '../project.fixture.js';
import { type Invitee, invitePerson } from './invite-person.js';

const now = new Date('2026-01-10T12:00:00.000Z');
const expiresAt = new Date('2026-02-09T12:00:00.000Z');
const invite = (invitee: Partial<Invitee> = {}) =>
  ({ projectId, invitationId: 'i1', role: 'editor', now, expiresAt, userId: undefined, ...invitee }) as const;
const invited = (invitationId = 'i1') => personInvited(invitationId, 'editor', expiresAt.toISOString());
const fifty = Array.from({ length: 50 }, (_, n) => invited(`other-${n}`));

describe('rule 17, invite a person', () => {
  test('it is said as which role and until when, and of nobody who it is', () =>
    spec.given(created('ada')).when(invitePerson, invite()).then([invited()]));

  test('whether the address is known makes no difference', () =>
    spec
      .given(created('ada'))
      .when(invitePerson, invite({ userId: 'grace' }))
      .then([invited()]));

  test('a member is not invited', () =>
    spec
      .given(created('ada'), roleSet('grace', 'viewer'))
      .when(invitePerson, invite({ userId: 'grace' }))
      .thenRejected('already-member'));

  test('one that is open changes nothing', () =>
    spec.given(created('ada'), invited()).when(invitePerson, invite()).thenNothing());

  test('one that was withdrawn can be made once more', () =>
    spec.given(created('ada'), invited(), invitationWithdrawn('i1')).when(invitePerson, invite()).then([invited()]));

  test('there are fifty at most', () =>
    spec
      .given(created('ada'), ...fifty)
      .when(invitePerson, invite())
      .thenRejected('too-many-invitations'));

  test('of which those do not count that were accepted, withdrawn, or ended by themselves', () => {
    spec
      .given(created('ada'), ...fifty, invitationAccepted('other-1', 'grace'))
      .when(invitePerson, invite())
      .then([invited()]);
    spec
      .given(created('ada'), ...fifty, invitationWithdrawn('other-1'))
      .when(invitePerson, invite())
      .then([invited()]);
    const later = new Date('2026-03-15T12:00:00.000Z');
    spec
      .given(created('ada'), ...fifty)
      .when(invitePerson, invite({ now: expiresAt, expiresAt: later }))
      .then([personInvited('i1', 'editor', later.toISOString())]);
  });

  test('whose address was forgotten at the same moment is not invited', () =>
    spec
      .given(created('ada'))
      .when(invitePerson, invite({ expiresAt: undefined }))
      .thenRejected('invitation-not-found'));

  test('what ended by itself is forgotten with the next one', () =>
    spec
      .given(
        created('ada'),
        recorded(invited('old'), { at: now.toISOString() }),
        recorded(personInvited('new', 'viewer', '2026-03-11T12:00:00.000Z'), { at: expiresAt.toISOString() }),
      )
      .thenState(
        expect.objectContaining({ invitations: [expect.objectContaining({ invitationId: 'new' })] }) as never,
      ));

  test('nobody is invited to a deleted project', () =>
    spec.given(created('ada'), deleted()).when(invitePerson, invite()).thenRejected('project-not-found'));
});

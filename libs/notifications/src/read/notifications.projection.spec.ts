import { describe, test } from 'vitest';
import { projectionSpec } from '#libs/event-sourcing/testing';
import { closed, grace, idOf, inboxOf, linus, notice, raised, read, withdrawn } from '../inbox.fixture.js';
import { notificationDocuments } from './notifications.projection.js';
import { unreadNotifications } from './unread-notifications.projection.js';

const spec = projectionSpec(notificationDocuments);
const unread = projectionSpec(unreadNotifications);
const { projectId } = notice('a');

describe('a notification’s document', () => {
  test('is what was told to whom, and whether it was read', () => {
    const document = {
      ...notice('a'),
      notificationId: idOf('a'),
      userId: grace,
      raisedAt: '2026-01-01T00:00:01.000Z',
      raisedAtRevision: 0,
    };
    spec.given(inboxOf(grace, raised('a'))).then(idOf('a'), { ...document, read: false });
    spec
      .given(inboxOf(grace, raised('a')), inboxOf(grace, read(idOf('a'))))
      .then(idOf('a'), { ...document, read: true });
  });

  test('is gone when a newer one says more, when newer ones fill the inbox, and when its person is erased', () => {
    spec.given(inboxOf(grace, raised('a')), inboxOf(grace, raised('b', { supersedes: idOf('a') }))).thenNone(idOf('a'));
    spec
      .given(inboxOf(grace, raised('a')), inboxOf(grace, raised('b', { supersedes: idOf('a'), displaces: idOf('a') })))
      .thenNone(idOf('a'));
    spec.given(inboxOf(grace, raised('a')), inboxOf(grace, raised('b', { displaces: idOf('a') }))).thenNone(idOf('a'));
    spec.given(inboxOf(grace, raised('a')), inboxOf(grace, closed(idOf('a')))).thenNone(idOf('a'));
    spec.given(inboxOf(grace, raised('a')), inboxOf(grace, withdrawn(idOf('a')))).thenNone(idOf('a'));
  });
});

describe('what is unread of an inbox', () => {
  const of = (...builds: string[]) => ({
    unread: builds.map((build) => ({ notificationId: idOf(build), projectId })),
  });

  test('is what was raised, and neither read nor superseded nor displaced', () => {
    unread.given(inboxOf(grace, raised('a')), inboxOf(grace, raised('b'))).then(grace, of('a', 'b'));
    unread
      .given(inboxOf(grace, raised('a')), inboxOf(grace, raised('b', { supersedes: idOf('a') })))
      .then(grace, of('b'));
    unread
      .given(inboxOf(grace, raised('a')), inboxOf(grace, raised('b', { displaces: idOf('a') })))
      .then(grace, of('b'));
    unread
      .given(inboxOf(grace, raised('a')), inboxOf(grace, raised('b')), inboxOf(grace, read(idOf('a'))))
      .then(grace, of('b'));
    unread
      .given(inboxOf(grace, raised('a')), inboxOf(grace, raised('b')), inboxOf(grace, withdrawn(idOf('a'))))
      .then(grace, of('b'));
  });

  test('is each person’s own, and nobody’s who was erased', () => {
    unread
      .given(
        inboxOf(grace, raised('a')),
        inboxOf(linus, raised('a', { userId: linus })),
        inboxOf(grace, closed(idOf('a'))),
      )
      .thenNone(grace)
      .then(linus, { unread: [{ notificationId: idOf('a', undefined, linus), projectId }] });
  });
});

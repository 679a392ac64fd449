import { describe, test } from 'vitest';
import { closed, grace, idOf, linus, raised, read, spec } from '../inbox.fixture.js';
import { readAllNotifications } from './read-all-notifications.js';
import { readNotification } from './read-notification.js';

const byGrace = { actor: grace };
const first = { userId: grace, notificationId: idOf('a') };

describe('rule 12, notifications: read one', () => {
  test('it is read', () =>
    spec
      .given(raised('a'))
      .when(readNotification, first, byGrace)
      .then([read(idOf('a'))]));

  test('twice is once, and one that was superseded has nothing to be read', () => {
    spec
      .given(raised('a'), read(idOf('a')))
      .when(readNotification, first, byGrace)
      .thenNothing();
    spec
      .given(raised('a'), raised('b', { supersedes: idOf('a') }))
      .when(readNotification, first, byGrace)
      .thenNothing();
  });

  test('one that is not in one’s inbox is not found, as is another’s', () => {
    spec.given().when(readNotification, first, byGrace).thenRejected('notification-not-found');
    spec.given(raised('a')).when(readNotification, first, { actor: linus }).thenRejected('notification-not-found');
    spec
      .given(raised('a'), closed(idOf('a')))
      .when(readNotification, first, byGrace)
      .thenRejected('notification-not-found');
  });
});

describe('rule 12, notifications: read all', () => {
  test('those that are unread, in one event', () =>
    spec
      .given(raised('a'), read(idOf('a')), raised('b'), raised('c', { supersedes: idOf('b') }))
      .when(readAllNotifications, { userId: grace }, byGrace)
      .then([read(idOf('c'))]));

  test('where none is unread nothing changes', () =>
    spec
      .given(raised('a'), read(idOf('a')))
      .when(readAllNotifications, { userId: grace }, byGrace)
      .thenNothing());

  test('by oneself alone', () =>
    spec.given(raised('a')).when(readAllNotifications, { userId: grace }, { actor: linus }).thenRejected('forbidden'));
});

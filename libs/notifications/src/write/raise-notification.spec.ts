import { describe, expect, test } from 'vitest';
import { fold, isRejection } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import {
  closed,
  grace,
  idOf,
  linus,
  notice,
  otherSession,
  projectId,
  raised,
  read,
  session,
  spec,
  withdrawn,
} from '../inbox.fixture.js';
import { INBOX_SIZE, type Inbox, inbox } from '../inbox.js';
import { notificationIdOf } from '../notification-id.js';
import type { Notice, NotificationsEvent } from '../notifications.events.js';
import { raiseNotification } from './raise-notification.js';

const bySystem = { actor: 'system:when-image-available-then-notify' };
const toGrace = (build: string, sessionId?: string) => ({ userId: grace, notice: notice(build, sessionId) });

describe('rule 12, notifications: raise one', () => {
  test('it says what there is, for a person', () =>
    spec
      .given()
      .when(raiseNotification, toGrace('a'), bySystem)
      .then([raised('a')]));

  test('once a session and image, whichever event tells of it: also after it was read', () => {
    const told = { userId: grace, notice: { ...notice('a'), commit: 'another', branch: 'other' } };
    spec.given(raised('a')).when(raiseNotification, told, bySystem).thenNothing();
    spec
      .given(raised('a'), read(idOf('a')))
      .when(raiseNotification, told, bySystem)
      .thenNothing();
  });

  test('the same image of another session, and another person, are told of by themselves', () => {
    expect(new Set([idOf('a'), idOf('a', otherSession), idOf('a', undefined, linus), idOf('b')]).size).toBe(4);
    spec
      .given(raised('a'))
      .when(raiseNotification, toGrace('a', otherSession), bySystem)
      .then([raised('a', { sessionId: otherSession })]);
  });

  test('a newer image of a session supersedes the older one that is unread', () =>
    spec
      .given(raised('a'), raised('x', { sessionId: otherSession }))
      .when(raiseNotification, toGrace('b'), bySystem)
      .then([raised('b', { supersedes: idOf('a') })]));

  test('that of a branch is told once a project, whichever of its sessions is the first', () => {
    const told = (sessionId: string, build = 'a') => ({
      userId: grace,
      notice: { ...notice(build, sessionId), repositoryId: session, sessionCount: 2 } as Notice,
    });
    const [ofBranch, ofNewer] = [told(session), told(otherSession, 'b')].map(({ notice: one }) => ({
      ...{ type: 'NotificationRaised' as const },
      data: { ...one, notificationId: notificationIdOf(grace, one) },
    })) as [ReturnType<typeof raised>, ReturnType<typeof raised>];
    spec.given().when(raiseNotification, told(session), bySystem).then([ofBranch]);
    spec.given(ofBranch).when(raiseNotification, told(otherSession), bySystem).thenNothing();
    const supersedes = ofBranch.data.notificationId;
    spec
      .given(ofBranch)
      .when(raiseNotification, told(otherSession, 'b'), bySystem)
      .then([{ ...ofNewer, data: { ...ofNewer.data, supersedes } }]);
  });

  test('one that was read stays as it is', () =>
    spec
      .given(raised('a'), read(idOf('a')))
      .when(raiseNotification, toGrace('b'), bySystem)
      .then([raised('b')]));

  test('an image that is back after a newer one is not told of again, and the newer one no more', () => {
    spec
      .given(raised('a'), raised('b', { supersedes: idOf('a') }))
      .when(raiseNotification, toGrace('a'), bySystem)
      .then([withdrawn(idOf('b'))]);
    spec
      .given(raised('a'), raised('b', { supersedes: idOf('a') }), read(idOf('b')))
      .when(raiseNotification, toGrace('a'), bySystem)
      .thenNothing();
  });

  test('not in the inbox of somebody who was erased', () =>
    spec
      .given(raised('a'), closed(idOf('a')))
      .when(raiseNotification, toGrace('b'), bySystem)
      .thenNothing());

  test('once a disk and expiry: one that was kept meanwhile is told of anew', () => {
    const due = (expiresAt: string): Notice => ({
      ...{ kind: 'disk-due', projectId, sessionId: session, diskId: otherSession, expiresAt },
    });
    const [first, later] = [due('2026-03-15T12:00:00.000Z'), due('2026-04-15T12:00:00.000Z')];
    const toldOf = (notice: Notice, left = {}) =>
      ({
        type: 'NotificationRaised',
        data: { ...notice, notificationId: notificationIdOf(grace, notice), ...left },
      }) as const;
    const raise = (notice: Notice) =>
      spec.given(raised('a'), toldOf(first)).when(raiseNotification, { userId: grace, notice }, bySystem);
    raise(first).thenNothing();
    raise(later).then([toldOf(later, { supersedes: notificationIdOf(grace, first) })]);
  });

  test('by the system alone', () =>
    spec.given().when(raiseNotification, toGrace('a'), { actor: grace }).thenRejected('forbidden'));

  test('the ten-thousandth costs what the thousandth does: a full inbox makes room by its oldest', () => {
    let state: Inbox = inbox.initial;
    const raise = (build: string, sessionId: string): readonly NotificationsEvent[] => {
      const decision = raiseNotification({ ...toGrace(build, sessionId), ...bySystem, commandId: build }, state);
      if (isRejection(decision)) throw new Error(decision.rejected);
      state = fold(inbox, recordings<NotificationsEvent>(...decision), state);
      return decision;
    };
    const sessionAt = (n: number): string => `7d1a1c7e-0000-4000-8000-${String(n).padStart(12, '0')}`;
    for (let n = 0; n < 10_000; n += 1) raise(String(n), sessionAt(n));
    expect(state.kept).toHaveLength(INBOX_SIZE);
    expect(JSON.stringify(state).length).toBeLessThan(100_000);
    const displaces = idOf(String(10_000 - INBOX_SIZE), sessionAt(10_000 - INBOX_SIZE));
    expect(raise('last', sessionAt(10_000))).toMatchObject([{ data: { displaces } }]);
  });
});

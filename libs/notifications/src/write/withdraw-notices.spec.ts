import { describe, test } from 'vitest';
import { closed, grace, idOf, otherSession, raised, read, session, spec, withdrawn } from '../inbox.fixture.js';
import { withdrawNotices } from './withdraw-notices.js';

const bySystem = { actor: 'system:when-launch-moves-on-then-tell' };
const about = { userId: grace, kind: 'image-available', sessionId: session } as const;

describe('rule 12, notifications: what is not so any more leaves the inbox', () => {
  test('where it is unread, and about that very thing', () => {
    spec
      .given(raised('a'), raised('b', { sessionId: otherSession }))
      .when(withdrawNotices, about, bySystem)
      .then([withdrawn(idOf('a'))]);
    spec
      .given(raised('a'))
      .when(withdrawNotices, { ...about, kind: 'pause-due' }, bySystem)
      .thenNothing();
    spec
      .given(raised('a'), read(idOf('a')))
      .when(withdrawNotices, about, bySystem)
      .thenNothing();
    spec
      .given(raised('a'), closed(idOf('a')))
      .when(withdrawNotices, about, bySystem)
      .thenNothing();
  });

  test('once', () =>
    spec
      .given(raised('a'), withdrawn(idOf('a')))
      .when(withdrawNotices, about, bySystem)
      .thenNothing());

  test('not because somebody asks', () =>
    spec.given(raised('a')).when(withdrawNotices, about, { actor: grace }).thenRejected('forbidden'));
});

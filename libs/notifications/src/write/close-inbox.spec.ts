import { describe, test } from 'vitest';
import { closed, grace, idOf, otherSession, raised, read, spec } from '../inbox.fixture.js';
import { closeInbox } from './close-inbox.js';

const bySystem = { actor: 'system:when-person-erased-then-close-inbox' };

describe('rule 12, notifications: close an inbox', () => {
  test('all that is in it goes, read or not', () =>
    spec
      .given(raised('a'), read(idOf('a')), raised('b', { sessionId: otherSession }))
      .when(closeInbox, { userId: grace }, bySystem)
      .then([closed(idOf('a'), idOf('b', otherSession))]));

  test('an empty one as well, since something may be on its way; twice is once', () => {
    spec.given().when(closeInbox, { userId: grace }, bySystem).then([closed()]);
    spec.given(closed()).when(closeInbox, { userId: grace }, bySystem).thenNothing();
    spec.given(raised('a'), closed(idOf('a'))).thenState({ kept: [], isClosed: true });
  });

  test('not because somebody asks', () =>
    spec.given().when(closeInbox, { userId: grace }, { actor: grace }).thenRejected('forbidden'));
});

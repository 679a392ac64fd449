import { describe, test } from 'vitest';
import { added, defaultChosen, first, projectId, removed, second, spec } from '../sessions.fixture.js';
import { chooseDefaultSession } from './choose-default-session.js';

describe('rule 3, default: choose the default session', () => {
  test('an editor can choose another', () =>
    spec
      .given(added(first), defaultChosen(first), added(second))
      .when(chooseDefaultSession, { projectId, sessionId: second })
      .then([defaultChosen(second)]));

  test('the one that is the default changes nothing', () =>
    spec
      .given(added(first), defaultChosen(first))
      .when(chooseDefaultSession, { projectId, sessionId: first })
      .thenNothing());

  test('one that is not there, or not any more, is not found', () => {
    spec
      .given(added(first))
      .when(chooseDefaultSession, { projectId, sessionId: second })
      .thenRejected('session-not-found');
    spec
      .given(added(first), added(second), removed(second))
      .when(chooseDefaultSession, { projectId, sessionId: second })
      .thenRejected('session-not-found');
  });
});

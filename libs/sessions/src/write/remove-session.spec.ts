import { describe, expect, test } from 'vitest';
import {
  added,
  defaultChosen,
  environmentId,
  first,
  projectId,
  removed,
  second,
  spec,
  third,
} from '../sessions.fixture.js';
import { sessions } from '../sessions.js';
import { removeSession } from './remove-session.js';

const three = [added(first), defaultChosen(first), added(second), added(third)] as const;

describe('remove a session', () => {
  test('it is gone', () =>
    spec
      .given(...three)
      .when(removeSession, { projectId, sessionId: second })
      .then([removed(second)]));

  test('one that is not there is not found', () =>
    spec
      .given(added(first), removed(first))
      .when(removeSession, { projectId, sessionId: first })
      .thenRejected('session-not-found'));
});

describe('rule 3, default: remove a session', () => {
  test('removing the default passes it to the oldest left', () =>
    spec
      .given(...three, defaultChosen(third))
      .when(removeSession, { projectId, sessionId: third })
      .then([removed(third), defaultChosen(first)]));

  test('also when the oldest itself was the default', () =>
    spec
      .given(...three)
      .when(removeSession, { projectId, sessionId: first })
      .then([removed(first), defaultChosen(second)]));

  test('removing the last one leaves no default', () => {
    const one = [added(first), defaultChosen(first)] as const;
    spec
      .given(...one)
      .when(removeSession, { projectId, sessionId: first })
      .then([removed(first)]);
    spec.given(...one, removed(first)).thenState({
      ...sessions.initial,
      former: [
        {
          ...{ sessionId: first, environmentId, wasDefault: true, until: '2026-01-01T00:00:03.000Z' },
          removed: { session: expect.objectContaining({ sessionId: first }) as never, wasDefault: true },
        },
      ],
    });
  });
});

import { describe, test } from 'vitest';
import {
  added,
  configured,
  defaultChosen,
  first,
  image,
  imageChanged,
  projectId,
  removed,
  second,
  spec,
  third,
} from '../sessions.fixture.js';
import { restoreSession } from './restore-session.js';

const changedImage = imageChanged(second, { image: image('2', 'b'), reason: 'newest', environmentVersion: 2 });
const two = [added(first), defaultChosen(first), added(second)] as const;
const restored = added(second, {
  name: 'Lab',
  environment: { ...added(second).data.environment, image: image('2', 'b') },
  source: { ...added(second).data.source, version: 2 } as never,
  configuration: { ...configured(second, { resources: { cpu: 2 } }).data.configuration },
});

describe('rule 3, put a session back', () => {
  test('it is as it was when it was removed: name, configuration and image', () =>
    spec
      .given(...two, configured(second, { resources: { cpu: 2 } }, 'Lab'), changedImage, removed(second))
      .when(restoreSession, { projectId, sessionId: second })
      .then([restored]));

  test('it is the default one again, if it was', () =>
    spec
      .given(...two, removed(first), defaultChosen(second))
      .when(restoreSession, { projectId, sessionId: first })
      .then([added(first), defaultChosen(first)]));

  test('it is the default one where there is no other', () =>
    spec
      .given(...two, removed(second), removed(first))
      .when(restoreSession, { projectId, sessionId: second })
      .then([added(second), defaultChosen(second)]));

  test('one that is there stays as it is, also once it was put back', () => {
    spec
      .given(...two)
      .when(restoreSession, { projectId, sessionId: second })
      .thenNothing();
    spec
      .given(...two, removed(second), added(second))
      .when(restoreSession, { projectId, sessionId: second })
      .thenNothing();
  });

  test('one that never was, or was removed before many others, is not found', () => {
    spec
      .given(...two)
      .when(restoreSession, { projectId, sessionId: third })
      .thenRejected('session-not-found');
    const others = Array.from({ length: 10 }, (_, index) => `${third.slice(0, -2)}${index + 20}`);
    spec
      .given(...two, removed(second), ...others.flatMap((id) => [added(id), removed(id)]))
      .when(restoreSession, { projectId, sessionId: second })
      .thenRejected('session-not-found');
  });
});

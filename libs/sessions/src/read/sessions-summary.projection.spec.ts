import { describe, test } from 'vitest';
import { projectionSpec } from '#libs/event-sourcing/testing';
import { added, configured, defaultChosen, first, projectId, removed, second, third } from '../sessions.fixture.js';
import { sessionsSummary } from './sessions-summary.projection.js';

const spec = projectionSpec(sessionsSummary);
const three = [added(first), defaultChosen(first), added(second), added(third)] as const;

describe('what concerns all of a project’s sessions', () => {
  test('how many there are, and which one is the default', () => {
    spec.given(...three, configured(second, {}, 'Other')).then(projectId, { sessions: 3, defaultSessionId: first });
    spec
      .given(...three, removed(first), defaultChosen(second))
      .then(projectId, { sessions: 2, defaultSessionId: second });
    spec.given(...three, removed(third)).then(projectId, { sessions: 2, defaultSessionId: first });
  });

  test('without sessions there is no default', () => {
    spec
      .given(added(first), defaultChosen(first), removed(first))
      .then(projectId, { sessions: 0, defaultSessionId: undefined });
  });
});

import { describe, test } from '@jest/globals';
import { projectionSpec } from '#libs/event-sourcing/testing';
import {
  added,
  addedFromImage,
  configured,
  defaultChosen,
  first,
  projectId,
  removed,
  second,
  third,
} from '../sessions.fixture.js';
import { projectSessions } from './project-sessions.projection.js';

const spec = projectionSpec(projectSessions);

describe('a project’s sessions', () => {
  test('are in one document, in the order in which they were added', () => {
    const { data } = addedFromImage(second);
    spec
      .given(
        added(first),
        defaultChosen(first),
        addedFromImage(second),
        configured(second, { resources: { cpu: 2 } }, 'Analysis'),
        defaultChosen(second),
        removed(first),
      )
      .then(projectId, {
        sessions: [
          {
            sessionId: second,
            name: 'Analysis',
            environment: { ...data.environment, createdBy: 'someone', createdAt: '2026-01-01T00:00:03.000Z' },
            source: data.source,
            configuration: { resources: { cpu: 2 }, repositories: 'all', storages: 'all' },
            revision: 3,
          },
        ],
        defaultSessionId: second,
      });
  });

  test('a project without sessions has no document', () => {
    spec.given(added(third)).thenNone(second);
  });
});

import { describe, test } from 'vitest';
import { projectionSpec } from '#libs/event-sourcing/testing';
import {
  added,
  addedFromImage,
  configured,
  defaultChosen,
  first,
  image,
  imageChanged,
  projectId,
  removed,
  second,
} from '../sessions.fixture.js';
import { sessionDocuments } from './session.projection.js';

const spec = projectionSpec(sessionDocuments);

describe('a session’s document', () => {
  test('is the session as it is now, found by its project, its name in lower case and when it was added', () => {
    const { data } = addedFromImage(second);
    spec
      .given(
        added(first),
        addedFromImage(second),
        configured(second, { resources: { cpu: 2 } }, 'Analysis'),
        imageChanged(second, { image: image('mine', 'b'), reason: 'resolved' }),
      )
      .then(second, {
        sessionId: second,
        projectId,
        name: 'Analysis',
        sortName: 'analysis',
        environment: {
          ...data.environment,
          createdBy: 'someone',
          createdAt: '2026-01-01T00:00:02.000Z',
          image: image('mine', 'b'),
        },
        source: data.source,
        configuration: { resources: { cpu: 2 }, repositories: 'all', storages: 'all' },
        addedAtRevision: 1,
        revision: 3,
      });
  });

  test('a removed one has none; which one is the default changes none', () => {
    spec.given(added(first), removed(first), added(second), defaultChosen(second)).thenNone(first);
  });
});

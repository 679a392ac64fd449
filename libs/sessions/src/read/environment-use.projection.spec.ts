import { describe, test } from 'vitest';
import { projectionSpec } from '#libs/event-sourcing/testing';
import { added, addedFromImage, environmentId, first, projectId, removed, second, third } from '../sessions.fixture.js';
import { environmentUse } from './environment-use.projection.js';

const spec = projectionSpec(environmentUse);
const other = '7d1a1c7e-0000-4000-8000-000000000002';
const addedFromOther = added(second, { source: { kind: 'catalogue', environmentId: other, version: 2 } });
const deleted = { type: 'ProjectDeleted', data: { projectId } } as const;

describe('which environments of the catalogue a project’s sessions have', () => {
  test('each session has one, until it is removed', () => {
    spec.given(added(first), addedFromOther, added(third)).then(projectId, {
      bySession: { [first]: environmentId, [second]: other, [third]: environmentId },
      environmentIds: [other, environmentId, environmentId],
    });
    spec
      .given(added(first), addedFromOther, removed(first))
      .then(projectId, { bySession: { [second]: other }, environmentIds: [other] });
  });

  test('what is of no catalogue is not counted', () => {
    spec.given(addedFromImage(first)).thenNone(projectId);
    spec.given(added(first), addedFromImage(second), removed(second)).then(projectId, {
      bySession: { [first]: environmentId },
      environmentIds: [environmentId],
    });
  });

  test('none are used where no session is left, or the project was deleted', () => {
    spec.given(added(first), removed(first)).thenNone(projectId);
    spec.given(added(first), addedFromOther, deleted).thenNone(projectId);
  });
});

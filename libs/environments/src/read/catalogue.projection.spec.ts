import { describe, test } from 'vitest';
import { projectionSpec } from '#libs/event-sourcing/testing';
import { archived, described, environmentId, published, revised } from '../environment.fixture.js';
import { catalogue } from './catalogue.projection.js';

const spec = projectionSpec(catalogue);

describe('the catalogue', () => {
  test('an archived environment stays readable, for the sessions that have it', () => {
    spec.given(published(), revised({ name: 'Python', description: undefined }), archived).then(environmentId, {
      environmentId,
      name: 'Python',
      image: described.image,
      keywords: described.keywords,
      createdBy: 'someone',
      createdAt: '2026-01-01T00:00:01.000Z',
      version: 2,
      imageSince: '2026-01-01T00:00:01.000Z',
      archived: true,
      revision: 2,
    });
  });

  test('what was never published is not there', () => {
    spec.given(archived).thenNone(environmentId);
  });
});

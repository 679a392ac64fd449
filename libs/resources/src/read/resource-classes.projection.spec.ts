import { describe, test } from 'vitest';
import { projectionSpec } from '#libs/event-sourcing/testing';
import { archived, large, published, revised, small, smallId } from '../resources.fixture.js';
import { resourceClassDocuments } from './resource-classes.projection.js';

const spec = projectionSpec(resourceClassDocuments);

describe('the resource classes that are offered', () => {
  test('are as they were changed last', () => {
    const changed = { ...small, cpu: 2 };
    spec.given(published(), published(large), revised(changed)).then(smallId, { ...changed, revision: 2 });
  });

  test('are not those that were withdrawn', () => {
    spec.given(published(), archived()).thenNone(smallId);
  });
});

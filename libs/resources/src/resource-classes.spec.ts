import { describe, test } from 'vitest';
import { archived, large, published, revised, small, smallId, spec } from './resources.fixture.js';
import { archiveResourceClass } from './write/archive-resource-class.js';
import { publishResourceClass } from './write/publish-resource-class.js';
import { reviseResourceClass } from './write/revise-resource-class.js';

describe('publish a resource class', () => {
  test('it is offered', () => spec.given().when(publishResourceClass, small).then([published()]));

  test('once is enough', () => spec.given(published()).when(publishResourceClass, small).thenNothing());

  test('its name is its own', () =>
    spec
      .given(published())
      .when(publishResourceClass, { ...large, name: 'small' })
      .thenRejected('resource-class-name-taken'));

  test('the name of one that is withdrawn is free', () =>
    spec
      .given(published(), archived())
      .when(publishResourceClass, { ...large, name: 'small' })
      .then([published({ ...large, name: 'small' })]));
});

describe('revise a resource class', () => {
  const change = { resourceClassId: smallId, seen: 0 };

  test('what is given changes, the rest stays', () =>
    spec
      .given(published())
      .when(reviseResourceClass, { ...change, cpu: 2 })
      .then([revised({ ...small, cpu: 2 })]));

  test('null takes a bound away', () =>
    spec
      .given(published({ ...small, maxDisk: 1, placement: {}, capacity: 2 }))
      .when(reviseResourceClass, { ...change, maxDisk: null, placement: null, capacity: null })
      .then([revised(small)]));

  test('how many may run at a time is as it was, unless it is given', () =>
    spec
      .given(published({ ...small, capacity: 2 }))
      .when(reviseResourceClass, { ...change, cpu: 2 })
      .then([revised({ ...small, cpu: 2, capacity: 2 })]));

  test('what is so already changes nothing', () =>
    spec
      .given(published())
      .when(reviseResourceClass, { ...change, name: 'small', cpu: 1 })
      .thenNothing());

  test('an admin who has seen an older one is refused', () =>
    spec
      .given(published(), revised({ ...small, cpu: 2 }))
      .when(reviseResourceClass, { ...change, cpu: 3 })
      .thenRejected('precondition-failed'));

  test('not to the name of another one', () =>
    spec
      .given(published(), published(large))
      .when(reviseResourceClass, { ...change, name: 'large' })
      .thenRejected('resource-class-name-taken'));

  test('one that is withdrawn is not found', () =>
    spec
      .given(published(), archived())
      .when(reviseResourceClass, { ...change, cpu: 3 })
      .thenRejected('resource-class-not-found'));
});

describe('archive a resource class', () => {
  test('it is not offered any more', () => {
    spec.given(published()).when(archiveResourceClass, { resourceClassId: smallId }).then([archived()]);
    spec.given(published(), published(large), archived()).thenState([{ ...large, revision: 1 }]);
  });

  test('twice is once', () =>
    spec.given(published(), archived()).when(archiveResourceClass, { resourceClassId: smallId }).thenNothing());
});

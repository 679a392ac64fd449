import { describe, test } from 'vitest';
import { foundImage, unusableImage } from '../../../image-registry/src/checking/images.fixture.js';
import { archived, described, digest, environmentId, published, revised, spec } from '../environment.fixture.js';
import { reviseEnvironment } from './revise-environment.js';

const image = { reference: 'quay.io/jupyter/scipy-notebook:2', digest: digest('b') };

describe('revise an environment', () => {
  test('what is given changes, the rest stays', () =>
    spec
      .given(published())
      .when(reviseEnvironment, { environmentId, seen: 0, image })
      .then([revised({ image })]));

  test('to the image that the registry has now, which may be another one of the same tag', () =>
    spec
      .given(published())
      .when(reviseEnvironment, {
        ...{ environmentId, seen: 0, image: { reference: described.image.reference } },
        checkedImage: foundImage({ digest: digest('e') }),
      })
      .then([revised({ image: { ...described.image, digest: digest('e') } })]));

  test('not to an image that no session can run', () =>
    spec
      .given(published())
      .when(reviseEnvironment, { environmentId, seen: 0, image, checkedImage: unusableImage })
      .thenRejected('image-unusable'));

  test('what is so already changes nothing', () =>
    spec
      .given(published())
      .when(reviseEnvironment, { environmentId, seen: 0, name: described.name, keywords: ['python'] })
      .thenNothing());

  test('an admin who has seen an older version is refused', () =>
    spec
      .given(published(), revised({ image }))
      .when(reviseEnvironment, { environmentId, seen: 0, name: 'Python' })
      .thenRejected('precondition-failed'));

  test('an archived one is not changed any more', () =>
    spec
      .given(published(), archived)
      .when(reviseEnvironment, { environmentId, seen: 1, name: 'Python' })
      .thenRejected('environment-archived'));

  test('one that was never published is not found', () =>
    spec
      .given()
      .when(reviseEnvironment, { environmentId, seen: 0, name: 'Python' })
      .thenRejected('environment-not-found'));

  test('every revision is a new version, and only a new image is news', () =>
    spec.given(published(), revised({ image }), revised({ image, name: 'Python' })).thenState({
      environmentId,
      ...described,
      name: 'Python',
      image,
      createdBy: 'someone',
      createdAt: '2026-01-01T00:00:01.000Z',
      version: 3,
      imageSince: '2026-01-01T00:00:02.000Z',
      archived: false,
      revision: 2,
    }));
});

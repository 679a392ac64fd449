import { describe, test } from 'vitest';
import { foundImage, unknownImage, unusableImage } from '../../../image-registry/src/checking/images.fixture.js';
import { described, digest, environmentId, published, spec } from '../environment.fixture.js';
import { publishEnvironment } from './publish-environment.js';

describe('publish an environment', () => {
  test('it is in the catalogue', () =>
    spec
      .given()
      .when(publishEnvironment, { environmentId, ...described })
      .then([published()]));

  const unpinned = { ...described, image: { reference: described.image.reference } };

  test('it is pinned to the image that the registry has now (rule 2)', () =>
    spec
      .given()
      .when(publishEnvironment, { environmentId, ...unpinned, checkedImage: foundImage({ digest: digest('e') }) })
      .then([published({ image: { ...unpinned.image, digest: digest('e') } })]));

  test('it is not pinned where the registry cannot be asked', () =>
    spec
      .given()
      .when(publishEnvironment, { environmentId, ...unpinned, checkedImage: unknownImage })
      .then([published(unpinned)]));

  test('an image that no session can run is refused', () =>
    spec
      .given()
      .when(publishEnvironment, { environmentId, ...described, checkedImage: unusableImage })
      .thenRejected('image-unusable', {
        extra: { errors: [{ pointer: '/image', detail: 'There is no such image.' }] },
      }));

  test.each(['registry-not-allowed', 'image-not-public'] as const)('an administrator may all the same: %s', (code) => {
    const checkedImage = { ...unusableImage, code };
    return spec
      .given()
      .when(publishEnvironment, { environmentId, ...described, checkedImage })
      .then([published()]);
  });

  test('once is enough', () =>
    spec
      .given(published())
      .when(publishEnvironment, { environmentId, ...described })
      .thenNothing());

  test('it shows who published it, when, and that it is the first version', () =>
    spec.given(published()).thenState({
      environmentId,
      ...described,
      createdBy: 'someone',
      createdAt: '2026-01-01T00:00:01.000Z',
      version: 1,
      imageSince: '2026-01-01T00:00:01.000Z',
      archived: false,
      revision: 0,
    }));
});

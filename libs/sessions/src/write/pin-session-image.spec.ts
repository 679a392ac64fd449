import { describe, test } from 'vitest';
import { added, addedFromImage, digest, first, image, imageChanged, projectId, spec } from '../sessions.fixture.js';
import { pinSessionImage } from './pin-session-image.js';

const { reference } = image('mine');
const pin = { projectId, sessionId: first, reference, digest: digest('d') };
const pinned = imageChanged(first, { image: { reference, digest: digest('d') }, reason: 'resolved' });

describe('rule 2, pinned: pin a session’s image', () => {
  test('an image without a digest is pinned at its first launch, as an event', () =>
    spec.given(addedFromImage(first)).when(pinSessionImage, pin).then([pinned]));

  test('a pinned one stays as it is', () => {
    spec
      .given(addedFromImage(first), pinned)
      .when(pinSessionImage, { ...pin, digest: digest('e') })
      .thenNothing();
    spec.given(added(first)).when(pinSessionImage, pin).thenNothing();
  });

  test('a session that is not there is not found', () =>
    spec.given().when(pinSessionImage, pin).thenRejected('session-not-found'));
});

import { describe, expect, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { foundImage, unusableImage } from '../../../image-registry/src/checking/images.fixture.js';
import { session } from '../session.js';
import {
  added,
  addedFromImage,
  digest,
  environmentId,
  first,
  image,
  imageChanged,
  projectId,
  removed,
  spec,
  third,
} from '../sessions.fixture.js';
import { changeSessionImage } from './change-session-image.js';

const versions = [
  { version: 1, image: image('1', 'a') },
  { version: 2, image: image('2', 'b') },
  { version: 3, image: image('3', 'c') },
];
const change = { projectId, sessionId: first, versions };
const toSecond = imageChanged(first, { image: image('2', 'b'), reason: 'chosen', environmentVersion: 2 });
const toNewest = imageChanged(first, { image: image('3', 'c'), reason: 'newest', environmentVersion: 3 });

describe('rule 2, pinned: change the image of a session from the catalogue', () => {
  test('to any version of its environment', () =>
    spec
      .given(added(first))
      .when(changeSessionImage, { ...change, to: { digest: digest('b') } })
      .then([toSecond]));

  test('to the newest one', () =>
    spec
      .given(added(first))
      .when(changeSessionImage, { ...change, to: 'newest' })
      .then([toNewest]));

  test('back to an older one', () =>
    spec
      .given(added(first), toNewest)
      .when(changeSessionImage, { ...change, to: { digest: digest('b') } })
      .then([toSecond]));

  test('not to an image that no version has', () =>
    spec
      .given(added(first))
      .when(changeSessionImage, { ...change, to: { digest: digest('d') } })
      .thenRejected('image-not-offered', { detail: expect.stringContaining('version') }));

  test('one that was published without a digest does not unpin the session', () =>
    spec
      .given(added(first))
      .when(changeSessionImage, { ...change, versions: [{ version: 1, image: image('1') }], to: 'newest' })
      .thenNothing());

  test('the image it has changes nothing', () =>
    spec
      .given(added(first), toNewest)
      .when(changeSessionImage, { ...change, to: 'newest' })
      .thenNothing());

  test('the session then shows the image and the version', () => {
    const { data } = added(first);
    deciderSpec(session)
      .given(added(first), toNewest)
      .thenState({
        sessionId: first,
        name: data.name,
        environment: {
          ...data.environment,
          createdBy: 'admin',
          createdAt: '2025-12-01T00:00:00.000Z',
          image: image('3', 'c'),
        },
        source: { kind: 'catalogue', environmentId, version: 3 },
        configuration: data.configuration,
        addedAtRevision: 0,
        revision: 1,
      });
  });
});

describe('rule 2, pinned: change the image of a session from an external image', () => {
  const ofTheSame = { reference: image('mine').reference, digest: digest('d') };

  test('to another digest of the same reference', () =>
    spec
      .given(addedFromImage(first))
      .when(changeSessionImage, { ...change, versions: [], to: { digest: digest('d') } })
      .then([imageChanged(first, { image: ofTheSame, reason: 'chosen' })]));

  test('to the newest one, where its registry says which that is', () =>
    spec
      .given(addedFromImage(first))
      .when(changeSessionImage, {
        ...{ ...change, versions: [], to: 'newest' },
        checkedImage: foundImage({ digest: digest('d') }),
      })
      .then([imageChanged(first, { image: ofTheSame, reason: 'newest' })]));

  test('not to one that no session can run', () =>
    spec
      .given(addedFromImage(first))
      .when(changeSessionImage, { ...change, to: { digest: digest('d') }, checkedImage: unusableImage })
      .thenRejected('image-unusable', { detail: 'There is no such image.' }));

  test('not to the newest one, which nobody knows', () =>
    spec
      .given(addedFromImage(first))
      .when(changeSessionImage, { ...change, versions: [], to: 'newest' })
      .thenRejected('image-not-offered', { detail: expect.stringContaining('digest') }));
});

test('a removed session is not found', () =>
  spec
    .given(added(first), removed(first))
    .when(changeSessionImage, { ...change, to: 'newest' })
    .thenRejected('session-not-found'));

describe('rule 2, pinned: change the image of a session from a code repository', () => {
  const built = ['a', 'b', 'a'].map((letter, index) => ({
    image: { reference: `registry.example.org/r:${index}`, digest: digest(letter) },
  }));
  const ofRepository = added(first, {
    environment: { environmentId, name: 'analysis', keywords: [], image: built[0]?.image ?? image('none') },
    source: { kind: 'repository', repositoryId: third, branch: 'main' },
  });
  const of = { projectId, sessionId: first, versions: [], builtImages: built };
  const to = (index: number, reason: 'chosen' | 'newest') =>
    imageChanged(first, { image: built[index]?.image ?? image('none'), reason, environmentVersion: undefined });

  test('to one that its branch built, as it was built last', () => {
    spec
      .given(ofRepository)
      .when(changeSessionImage, { ...of, to: { digest: digest('b') } })
      .then([to(1, 'chosen')]);
    spec
      .given(ofRepository)
      .when(changeSessionImage, { ...of, to: 'newest' })
      .then([to(2, 'newest')]);
  });

  test('not to one that its branch did not build', () => {
    spec
      .given(ofRepository)
      .when(changeSessionImage, { ...of, to: { digest: digest('d') } })
      .thenRejected('image-not-offered', { detail: expect.stringContaining('same branch') });
    spec
      .given(ofRepository)
      .when(changeSessionImage, { ...of, builtImages: [], to: 'newest' })
      .thenRejected('image-not-offered');
  });
});

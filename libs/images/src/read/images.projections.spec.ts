import { describe, test } from 'vitest';
import { projectionSpec, recorded } from '#libs/event-sourcing/testing';
import { available, gone, reappeared, remembered, repositoryId, url } from '../images.fixture.js';
import { builtImageDocuments } from './built-image.projection.js';
import { repositoryImagesDocuments } from './repository-images.projection.js';

const first = remembered(0, 'a');

describe('a branch that its code host has no more', () => {
  const spec = projectionSpec(repositoryImagesDocuments);
  const document = { repositoryId, url, imageRepository: 'registry.example.org/group/analysis' };

  test('is among the branches of its repository, with since when, until it is there again', () => {
    spec.given(available('a'), gone('main')).then(repositoryId, {
      ...document,
      branches: [{ ...first, goneSince: '2026-01-01T00:00:02.000Z' }],
      revision: 1,
    });
    spec
      .given(available('a'), gone('main'), reappeared('main'))
      .then(repositoryId, { ...document, branches: [first], revision: 2 });
  });

  test('changes nothing of the list of what was built', () => {
    projectionSpec(builtImageDocuments)
      .given(recorded(available('a'), { id: 'first' }), gone('main'), reappeared('main'))
      .then('first', { ...first, repositoryId });
  });
});

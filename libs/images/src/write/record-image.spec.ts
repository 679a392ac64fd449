import { describe, test } from 'vitest';
import { available, built, gone, spec } from '../images.fixture.js';
import { recordImage } from './record-image.js';

const look = (seen: number, ...of: Parameters<typeof built>) => ({ ...built(...of), seen });

describe('rule 2, pinned: an image of a branch’s head', () => {
  test('is available once it is seen', () =>
    spec
      .given()
      .when(recordImage, look(-1, 'a'))
      .then([available('a')]));

  test('is so once, however often it is seen', () =>
    spec.given(available('a')).when(recordImage, look(0, 'a')).thenNothing());

  test('is another one for another commit, for a commit that was built again, and for a branch that went back', () => {
    spec
      .given(available('a'))
      .when(recordImage, look(0, 'b'))
      .then([available('b')]);
    spec
      .given(available('a'))
      .when(recordImage, look(0, 'a', { as: 'c' }))
      .then([available('a', { as: 'c' })]);
    spec
      .given(available('a'), available('b'))
      .when(recordImage, look(1, 'a'))
      .then([available('a')]);
  });

  test('is not what the pipeline of an older commit left at a tag of the branch', () => {
    const tag = 'main';
    spec
      .given(available('a', { tag }))
      .when(recordImage, look(0, 'b', { as: 'a', tag }))
      .thenNothing();
    spec
      .given(available('a', { tag }))
      .when(recordImage, look(0, 'b', { tag }))
      .then([available('b', { tag })]);
  });

  test('is one of its branch alone', () =>
    spec
      .given(available('a'), available('b', { branch: 'plots' }))
      .when(recordImage, look(1, 'a', { branch: 'plots' }))
      .then([available('a', { branch: 'plots' })]));

  test('is nothing new where a look that began later came first', () =>
    spec.given(available('a'), available('b')).when(recordImage, look(0, 'a')).thenNothing());

  test('of a branch that was gone is available again, unless the look began before it was gone', () => {
    spec
      .given(available('a'), gone('main'))
      .when(recordImage, look(1, 'b'))
      .then([available('b')]);
    spec.given(available('a'), gone('main')).when(recordImage, look(0, 'b')).thenNothing();
  });
});

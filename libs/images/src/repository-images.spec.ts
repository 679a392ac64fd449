import { describe, expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import { builtImages, builtOf } from './built-images.js';
import type { ImagesEvent } from './images.events.js';
import { available, gone, reappeared, remembered, repositoryId, spec, url } from './images.fixture.js';
import { followable, newestOf, repositoryImages } from './repository-images.js';

const many = Array.from({ length: 2_000 }, (_, index) => available('a', { branch: `b${index}` }));

describe('what is kept of a repository', () => {
  test('is the newest image of each branch, and where its images are', () => {
    const state = fold(repositoryImages, recordings(available('a'), available('b', { branch: 'x.y' }), available('c')));
    expect(state?.imageRepository).toBe('registry.example.org/group/analysis');
    expect(newestOf(state, 'main')?.commit).toBe('c'.repeat(40));
    expect(newestOf(state, 'x.y')?.commit).toBe('b'.repeat(40));
    expect(newestOf(state, 'none')).toBeUndefined();
  });

  test('is what was built of each commit of a branch, of one that was built again the last', () => {
    const again = available('a', { as: 'f' });
    const images = fold(
      builtImages,
      recordings(available('a'), again, available('b'), available('a', { branch: 'x' })),
    );
    const commit = 'a'.repeat(40);
    expect(builtOf(images, { branch: 'main', commit })?.image.digest).toBe(again.data.image.digest);
    expect(builtOf(images, { branch: 'main', commit: 'c'.repeat(40) })).toBeUndefined();
    expect(builtOf(images, { branch: 'y', commit })).toBeUndefined();
  });

  test('does not grow without end', () => {
    expect(fold(repositoryImages, recordings(...many))?.branches).toHaveLength(500);
    expect(fold(builtImages, recordings(...many)).map(({ branch }) => branch)).toEqual(
      expect.arrayContaining(['b1500', 'b1999']),
    );
    expect(fold(builtImages, recordings(...many))).toHaveLength(500);
  });
});

describe('a branch that its code host has no more', () => {
  const of = { repositoryId, url, imageRepository: 'registry.example.org/group/analysis' };
  const after = (...events: readonly ImagesEvent[]) => fold(repositoryImages, recordings(...events));

  test('keeps its newest image, and says since when it is gone', () =>
    spec
      .given(available('a'), gone('main'))
      .thenState({ ...of, branches: [{ ...remembered(0, 'a'), goneSince: '2026-01-01T00:00:02.000Z' }], revision: 1 }));

  test('is as it was before once it is there again', () =>
    spec
      .given(available('a'), gone('main'), reappeared('main'))
      .thenState({ ...of, branches: [remembered(0, 'a')], revision: 2 }));

  test('is there again where its head has an image', () =>
    spec
      .given(available('a'), gone('main'), available('b'))
      .thenState({ ...of, branches: [remembered(2, 'b')], revision: 2 }));

  test('is none of the others, and of a branch that was forgotten nothing is kept', () => {
    const state = after(available('a', { branch: 'x' }), available('b'), gone('main'));
    expect(newestOf(state, 'x')?.goneSince).toBeUndefined();
    expect(after(gone('main'))).toBeUndefined();
    expect(after(available('a'), gone('y'))?.branches).toHaveLength(1);
  });

  test('keeps all that was built of it', () =>
    expect(fold(builtImages, recordings<ImagesEvent>(available('a'), gone('main'), reappeared('main')))).toHaveLength(
      1,
    ));
});

describe('the branches that are followed', () => {
  const named = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ branch: `${name}${index}` }));
  const known = (...heads: readonly { readonly branch: string }[]) =>
    fold(repositoryImages, recordings(...heads.map((head) => available('a', head))));

  test('are all that sessions use, as long as they can be remembered', () => {
    const used = named('used', 500);
    expect(followable(used, known(...named('other', 500)))).toEqual(used);
  });

  test('are, of more, those that are remembered, and others only where these make none forgotten', () => {
    const [remembered, others] = [named('remembered', 300), named('other', 300)];
    const used = [...others, ...remembered];
    expect(followable(used, undefined)).toEqual(used.slice(0, 500));
    expect(followable(used, known(...remembered))).toEqual([...remembered, ...others.slice(0, 200)]);
  });

  test('take the places of those that nobody uses any more within some looks, and are recorded no more then', () => {
    const used = named('used', 600);
    let state = known(...used.slice(0, 300), ...named('unused', 200));
    const recorded = Array.from({ length: 5 }, () => {
      const fresh = followable(used, state).filter(({ branch }) => newestOf(state, branch) === undefined);
      state = known(...(state?.branches ?? []), ...fresh);
      return fresh.length;
    });
    expect(recorded).toEqual([200, 200, 100, 0, 0]);
    expect(state?.branches.filter(({ branch }) => branch.startsWith('unused'))).toEqual([]);
  });
});

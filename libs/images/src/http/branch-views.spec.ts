import { describe, expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import type { ImagesEvent } from '../images.events.js';
import { available, gone } from '../images.fixture.js';
import { repositoryImages } from '../repository-images.js';
import { branchViews } from './branch-views.js';

const commit = 'a'.repeat(40);
const known = fold(repositoryImages, recordings(available('a', { branch: 'z' }), available('a', { branch: 'gone' })));
const looked = (...names: readonly string[]) => ({
  branches: { heads: new Map(names.map((name) => [name, commit])), defaultBranch: 'm' },
  heads: [],
});

describe('the branches to choose from', () => {
  test('are the default one, those with an image, and the others by name', () => {
    const views = branchViews(looked('b', 'z', 'm', 'a'), known);
    expect(views.map(({ branch, isDefault, image }) => [branch, isDefault, image?.commit])).toEqual([
      ['m', true, undefined],
      ['z', false, commit],
      ['a', false, undefined],
      ['b', false, undefined],
    ]);
  });

  test('are 500 of a hundred thousand, and the default one and those with an image among them', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `b${index}`);
    const views = branchViews(looked(...names, 'z', 'm'), known);
    expect(views).toHaveLength(500);
    expect(views.slice(0, 2).map(({ branch }) => branch)).toEqual(['m', 'z']);
  });

  test('are followed by those that are gone, with since when, unless this look found them', () => {
    const events = [available('a', { branch: 'z' }), available('b', { branch: 'y' }), gone('z'), gone('y')];
    const isGone = fold(repositoryImages, recordings<ImagesEvent>(...events));
    const views = branchViews(looked('m', 'z'), isGone);
    expect(views.map(({ branch, commit: of, goneSince }) => [branch, of, goneSince])).toEqual([
      ['m', commit, undefined],
      ['z', commit, undefined],
      ['y', 'b'.repeat(40), '2026-01-01T00:00:04.000Z'],
    ]);
    expect(views.at(-1)).toMatchObject({ isDefault: false, image: { branch: 'y', commit: 'b'.repeat(40) } });
  });
});

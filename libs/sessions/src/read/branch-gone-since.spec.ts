import { describe, expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import { type ImagesEvent, repositoryImages } from '#libs/images';
import { available, gone, reappeared, repositoryId } from '../../../images/src/images.fixture.js';
import { environmentId } from '../sessions.fixture.js';
import { branchGoneSince } from './branch-gone-since.js';

const from = (branch: string) => ({ source: { kind: 'repository', repositoryId, branch } }) as const;

const offersAfter = (...events: readonly ImagesEvent[]) => {
  const known = fold(repositoryImages, recordings(...events));
  return { repositories: new Map(known === undefined ? [] : [[repositoryId, known]]) };
};

describe('rule 2, pinned: a session whose branch is gone', () => {
  test('says since when', () => {
    const offers = offersAfter(available('a'), available('b', { branch: 'plots' }), gone('plots'));
    expect(branchGoneSince(from('plots'), offers)).toBe('2026-01-01T00:00:03.000Z');
    expect(branchGoneSince(from('main'), offers)).toBeUndefined();
  });

  test('says so no more once the branch is there again', () =>
    expect(branchGoneSince(from('main'), offersAfter(available('a'), gone('main'), reappeared('main')))).toBe(
      undefined,
    ));

  test('says nothing where no image of the branch is known, and of the catalogue’s', () => {
    expect(branchGoneSince(from('main'), offersAfter())).toBeUndefined();
    const source = { kind: 'catalogue', environmentId, version: 1 } as const;
    expect(branchGoneSince({ source }, offersAfter(available('a'), gone('main')))).toBeUndefined();
  });
});

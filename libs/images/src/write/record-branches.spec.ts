import { describe, test } from 'vitest';
import { available, gone, reappeared, repositoryId, spec } from '../images.fixture.js';
import { recordBranches } from './record-branches.js';

const look = (
  seen: number,
  { found = [], missing = [] }: { readonly found?: readonly string[]; readonly missing?: readonly string[] },
) => ({ repositoryId, found, missing, seen });

describe('rule 2, pinned: a branch that its code host has no more', () => {
  test('is gone, once, however often it is not there', () => {
    spec
      .given(available('a'))
      .when(recordBranches, look(0, { missing: ['main'] }))
      .then([gone('main')]);
    spec
      .given(available('a'), gone('main'))
      .when(recordBranches, look(1, { missing: ['main'] }))
      .thenNothing();
  });

  test('is nothing to tell where no image of it is known', () => {
    spec
      .given()
      .when(recordBranches, look(-1, { missing: ['main'] }))
      .thenNothing();
    spec
      .given(available('a'))
      .when(recordBranches, look(0, { missing: ['plots'] }))
      .thenNothing();
  });

  test('is there again once it is seen, and can be gone anew', () => {
    spec
      .given(available('a'), gone('main'))
      .when(recordBranches, look(1, { found: ['main'] }))
      .then([reappeared('main')]);
    spec
      .given(available('a'), gone('main'), reappeared('main'))
      .when(recordBranches, look(2, { missing: ['main'] }))
      .then([gone('main')]);
  });

  test('is there again where an image of it became available: that is not told twice', () =>
    spec
      .given(available('a'), gone('main'), available('b'))
      .when(recordBranches, look(2, { found: ['main'] }))
      .thenNothing());

  test('is told of with the others, each by itself', () =>
    spec
      .given(available('a'), available('b', { branch: 'plots' }), available('c', { branch: 'kept' }), gone('plots'))
      .when(recordBranches, look(3, { found: ['plots', 'kept'], missing: ['main'] }))
      .then([gone('main'), reappeared('plots')]));

  test('is nothing to tell by a look that began before something else was recorded: the next one knows better', () => {
    spec
      .given(available('a'), gone('main'), reappeared('main'))
      .when(recordBranches, look(0, { missing: ['main'] }))
      .thenNothing();
    spec
      .given(available('a'), gone('main'))
      .when(recordBranches, look(0, { found: ['main'] }))
      .thenNothing();
  });
});

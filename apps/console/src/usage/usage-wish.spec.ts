import { describe, expect, test } from 'vitest';
import { parametersOf, type UsageWish, usageWishIn } from './usage-wish.js';

const read = (search: string, roles: readonly string[] = []): UsageWish =>
  usageWishIn(new URLSearchParams(search), roles);

describe('which usage an address asks for', () => {
  test('one’s own by month, where it says nothing; of everything for who may', () => {
    expect(parametersOf(read(''))).toEqual({ of: 'mine', by: 'month' });
    expect(parametersOf(read('', ['auditor']))).toEqual({ of: 'everything', by: 'month' });
  });

  test('what it says', () => {
    const search = '?of=owned&by=project&from=2026-01-01&to=2026-04-01';
    expect(parametersOf(read(search))).toEqual({ of: 'owned', by: 'project', from: '2026-01-01', to: '2026-04-01' });
  });

  test.each(['?of=everything', '?of=yours', '?by=mood', '?from=today', '?to=2026-02-30'])(
    'what cannot be meant, or not by them, is as if it were not there: %s',
    (search) => {
      expect(parametersOf(read(search))).toEqual({ of: 'mine', by: 'month' });
    },
  );

  const [user, project, ofClass] = ['a', 'b', 'c'].map((letter) => `0a000000-0000-4000-8000-00000000000${letter}`);

  test('of a person, a project and a class alone, or of what had no class', () => {
    const filter = { user, project, class: ofClass };
    const search = `?user=${user}&project=${project}&class=${ofClass}`;
    expect(parametersOf(read(search, ['admin']))).toEqual({ of: 'everything', by: 'month', ...filter });
    expect(parametersOf(read('?class=none'))).toEqual({ of: 'mine', by: 'month', class: 'none' });
  });

  test.each(['mine', 'owned'])('not of a person where it is %s', (of) => {
    expect(parametersOf(read(`?of=${of}&user=${user}`, ['admin']))).toEqual({ of, by: 'month' });
  });

  test.each(['user=me', 'project=x', 'class=big'])('not of what is no id: %s', (search) => {
    expect(parametersOf(read(`?${search}`, ['admin']))).toEqual({ of: 'everything', by: 'month' });
  });

  test('of projects that one owns nobody is told who', () => {
    expect(parametersOf(read('?of=owned&by=user'))).toEqual({ of: 'owned', by: 'month' });
  });
});

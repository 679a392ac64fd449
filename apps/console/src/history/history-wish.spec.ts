import { describe, expect, test } from 'vitest';
import { historyWishIn, parametersOf } from './history-wish.js';

const read = (search: string) => historyWishIn(new URLSearchParams(search));
const session = '0a1b2c3d-0000-4000-8000-000000000000';

describe('which events an address asks for', () => {
  test('all of them, where it says nothing', () => {
    expect(parametersOf(read(''))).toEqual({});
  });

  test('by person, type, session and last day, which ends at midnight of the reader', () => {
    const wish = read(`?person=grace&type=SessionLaunched&session=${session}&until=2026-02-28`);
    expect(parametersOf(wish)).toEqual({
      ...{ actor: 'grace', type: 'SessionLaunched', session },
      before: new Date(2026, 1, 28, 23, 59, 59, 999).toISOString(),
    });
  });

  test.each(['?until=yesterday', '?until=2026-02-30', '?session=lab', '?type=<b>', '?person=a%20b', '?type='])(
    'what cannot be meant is as if it were not there: %s',
    (search) => {
      expect(parametersOf(read(search))).toEqual({});
    },
  );
});

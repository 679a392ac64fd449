import { describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../api/api-client.js';
import { everySession, isFiltered, type SessionsWish, SessionWindow, sortOf } from './session-window.js';

interface Asked {
  readonly path: string;
  readonly count: number;
}

const windowOf = (found: readonly { sessionId: string }[] = []) => {
  const asked: Asked[] = [];
  const getFirst = (path: string, count: number) => {
    asked.push({ path, count });
    return Promise.resolve({ items: found, hasMore: true });
  };
  return { window: new SessionWindow({ getFirst: getFirst as ApiClient['getFirst'] }, 'p'), asked };
};

const wish = (change: Partial<SessionsWish>): SessionsWish => ({ ...everySession, ...change });

describe('the sessions that are shown', () => {
  test('are the first 50 at first, and 50 more each time', async () => {
    const { window, asked } = windowOf();
    await window.read();
    window.extend();
    await window.read();
    window.find(wish({ sort: 'last-used' }));
    await window.read();
    expect(asked).toEqual([
      { path: '/projects/p/sessions?sort=added', count: 50 },
      { path: '/projects/p/sessions?sort=added', count: 100 },
      { path: '/projects/p/sessions?sort=last-used', count: 50 },
    ]);
  });

  test.each([
    [{ query: ' data & more ' }, 'sort=name&query=data+%26+more'],
    [{ query: ' ' }, 'sort=added'],
    [{ query: 'a', sort: 'status' }, 'sort=status&query=a'],
    [{ status: 'paused' }, 'sort=added&status=paused'],
  ] as const)('%j asks for %s', async (change, parameters) => {
    const { window, asked } = windowOf();
    window.find(wish(change));
    await window.read();
    expect(asked.map(({ path }) => path)).toEqual([`/projects/p/sessions?${parameters}`]);
  });

  test('stand there once, although one moved to the next page while the pages were read', async () => {
    const { window } = windowOf([{ sessionId: 'a' }, { sessionId: 'b' }, { sessionId: 'a' }]);
    expect(await window.read()).toEqual({ items: [{ sessionId: 'a' }, { sessionId: 'b' }], hasMore: true });
  });
});

test('what is searched is by name where it would be by when it was added', () => {
  expect(sortOf(wish({ query: 'a' }))).toBe('name');
  expect(sortOf(wish({ query: 'a', sort: 'last-used' }))).toBe('last-used');
  expect(sortOf(everySession)).toBe('added');
});

test('a query of spaces leaves none out', () => {
  expect(isFiltered(wish({ query: '  ' }))).toBe(false);
  expect(isFiltered(wish({ query: 'a' }))).toBe(true);
  expect(isFiltered(wish({ status: 'inactive' }))).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { firstOf } from './first-of.js';

/** Answers the pages one after the other, each but the last with an address of the next. */
const pages = (...all: readonly string[][]) => {
  const asked: object[] = [];
  const ask = (page: object) => {
    asked.push(page);
    const isLast = asked.length === all.length;
    const link = `</api/v1/projects?limit=2&cursor=after+${asked.length}>; rel="next"`;
    const response = new Response('', isLast ? {} : { headers: { link } });
    return Promise.resolve({ data: all[asked.length - 1] ?? [], response });
  };
  return { asked, ask };
};

describe('the first of a list', () => {
  test('are read page by page, until there are as many or no more', async () => {
    const { ask, asked } = pages(['a', 'b'], [], ['c']);
    expect(await firstOf(4, ask)).toEqual({ items: ['a', 'b', 'c'], hasMore: false });
    expect(asked).toEqual([{ limit: 4 }, { limit: 4, cursor: 'after 1' }, { limit: 4, cursor: 'after 2' }]);
  });

  test('are not more than asked for, and it is known whether there are more', async () => {
    expect(await firstOf(2, pages(['a', 'b'], ['c']).ask)).toEqual({ items: ['a', 'b'], hasMore: true });
    expect(await firstOf(1, pages(['a', 'b']).ask)).toEqual({ items: ['a'], hasMore: true });
  });

  test('of which very many are wanted come in pages that the API gives', async () => {
    const { ask, asked } = pages(['a']);
    await firstOf(2_000, ask);
    expect(asked).toEqual([{ limit: 200 }]);
  });
});

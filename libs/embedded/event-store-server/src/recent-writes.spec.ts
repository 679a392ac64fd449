import { describe, expect, test } from 'vitest';
import { RecentWrites } from './recent-writes.js';

const write = (position: number, stream = 's') => ({ stream, revision: position - 1, position });

const emptyLog = { newestIds: () => [] };

describe('recent writes', () => {
  test('are found by stream and id, before their commit too', () => {
    const recent = new RecentWrites(emptyLog);
    recent.add('a', write(1));
    expect(recent.find('s', 'a')).toEqual(write(1));
    expect(recent.find('other', 'a')).toBeUndefined();
  });

  test('of the log are found after a restart, and the id that was used twice where it was used last', () => {
    const newest = [3, 2, 1].map((position) => ({ id: position === 2 ? 'b' : 'a', ...write(position) }));
    const recent = new RecentWrites({ newestIds: () => newest });
    recent.add('c', write(4));
    expect(['a', 'b', 'c'].map((id) => recent.find('s', id))).toEqual([write(3), write(2), write(4)]);
  });

  test('of the log keep to the budget', () => {
    const stream = 's'.repeat(100_000);
    const newestIds = () => Array.from({ length: 50 }, (_, at) => ({ id: `id-${at}`, ...write(50 - at, stream) }));
    const recent = new RecentWrites({ newestIds });
    expect([recent.find(stream, 'id-0'), recent.find(stream, 'id-49')]).toEqual([write(50, stream), undefined]);
  });

  test('of an undone transaction are forgotten', () => {
    const recent = new RecentWrites(emptyLog);
    recent.add('a', write(1));
    recent.commit();
    recent.add('b', write(2));
    recent.rollback();
    expect([recent.find('s', 'a'), recent.find('s', 'b')]).toEqual([write(1), undefined]);
  });

  test('keep to their budget: the oldest go first', () => {
    const recent = new RecentWrites(emptyLog);
    const stream = 's'.repeat(100_000);
    for (let index = 1; index <= 50; index++) recent.add(`id-${index}`, write(index, stream));
    recent.commit();
    expect(recent.find(stream, 'id-1')).toBeUndefined();
    expect(recent.find(stream, 'id-50')).toEqual(write(50, stream));
  });
});

import { describe, expect, test } from '@jest/globals';
import { RecentWrites } from './recent-writes.js';

const write = (position: number, stream = 's') => ({ stream, revision: position - 1, position });

describe('recent writes', () => {
  test('are found by stream and id, before their commit too', () => {
    const recent = new RecentWrites();
    recent.add('a', write(1));
    expect(recent.find('s', 'a')).toEqual(write(1));
    expect(recent.find('other', 'a')).toBeUndefined();
  });

  test('of an undone transaction are forgotten', () => {
    const recent = new RecentWrites();
    recent.add('a', write(1));
    recent.commit();
    recent.add('b', write(2));
    recent.rollback();
    expect([recent.find('s', 'a'), recent.find('s', 'b')]).toEqual([write(1), undefined]);
  });

  test('keep to their budget: the oldest go first', () => {
    const recent = new RecentWrites();
    const stream = 's'.repeat(100_000);
    for (let index = 1; index <= 50; index++) recent.add(`id-${index}`, write(index, stream));
    recent.commit();
    expect(recent.find(stream, 'id-1')).toBeUndefined();
    expect(recent.find(stream, 'id-50')).toEqual(write(50, stream));
  });
});

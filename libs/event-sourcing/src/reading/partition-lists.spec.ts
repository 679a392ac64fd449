import { expect, test } from 'vitest';
import { PartitionLists } from './partition-lists.js';
import type { Projected } from './read-models.js';

const list = (length: number): Projected<object>[] =>
  Array.from({ length }, (_, n) => ({ _id: String(n), _position: 1n }));

test('lists of a partition are forgotten together, and those of others not', () => {
  const lists = new PartitionLists(1_000);
  for (const partition of ['a', 'b']) for (const asked of ['x', 'y']) lists.keep(partition, asked, list(2));
  lists.delete('a');
  expect([lists.get('a', 'x'), lists.get('a', 'y')]).toEqual([undefined, undefined]);
  expect([lists.get('b', 'x'), lists.get('b', 'y')]).toEqual([list(2), list(2)]);
});

test('what is kept is another array than what was found', () => {
  const lists = new PartitionLists(1_000);
  const found = list(2);
  lists.keep('a', 'x', found);
  found.pop();
  expect(lists.get('a', 'x')).toHaveLength(2);
});

test('so many documents, so many lists of a partition, and no long ones', () => {
  const lists = new PartitionLists(1_000);
  lists.keep('long', 'x', list(101));
  expect(lists.get('long', 'x')).toBeUndefined();
  for (let n = 0; n < 9; n += 1) lists.keep('a', String(n), list(1));
  expect([lists.get('a', '7'), lists.get('a', '8')]).toEqual([undefined, list(1)]);
  for (let n = 0; n < 20; n += 1) lists.keep(`partition ${n}`, 'x', list(100));
  expect([lists.get('partition 10', 'x'), lists.get('partition 19', 'x')]).toEqual([undefined, list(100)]);
});

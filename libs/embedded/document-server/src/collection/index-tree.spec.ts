import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IndexTree } from './index-tree.js';

interface Item {
  row: number;
  key: string;
}

const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 });
const operations = fc.array(fc.record({ key, row: fc.nat(30), isDelete: fc.boolean() }), { maxLength: 200 });

const inOrder = (items: Iterable<Item>): Item[] =>
  [...items].sort((a, b) => (a.key === b.key ? a.row - b.row : a.key < b.key ? -1 : 1));

const itemsOf = (entries: Iterable<{ item: Item }>): Item[] => [...entries].map(({ item }) => item);

describe('the index tree', () => {
  test('answers ranges as a sorted list would', () => {
    fc.assert(
      fc.property(operations, key, key, (steps, lower, upper) => {
        const tree = new IndexTree<Item>();
        const model = new Map<string, Item>();
        for (const { key: at, row, isDelete } of steps) {
          const id = `${at}/${row}`;
          const item = model.get(id) ?? { key: at, row };
          if (isDelete) tree.delete(at, item);
          else if (!model.has(id)) tree.add(at, item);
          if (isDelete) model.delete(id);
          else model.set(id, item);
        }
        const expected = inOrder(model.values()).filter(
          (item) => item.key >= lower && (item.key < upper || item.key.startsWith(upper)),
        );
        expect(itemsOf(tree.range(lower, upper))).toEqual(expected);
        expect(itemsOf(tree.reversed(lower, upper))).toEqual(expected.toReversed());
      }),
    );
  });

  test('stays right over many chunks, in any order of insertion', () => {
    for (const step of [1, 7919]) {
      const tree = new IndexTree<Item>();
      const items = Array.from({ length: 5000 }, (_, at): Item => {
        const row = (at * step) % 5003;
        return { row, key: String(row).padStart(6, '0') };
      });
      for (const item of items) tree.add(item.key, item);
      const expected = inOrder(items);
      expect(itemsOf(tree.range('', ''))).toEqual(expected);
      expect([...tree.range('004000', '004999')].length).toBe(
        expected.filter(({ row }) => row >= 4000 && row <= 4999).length,
      );
      for (const item of items.slice(0, 4990)) tree.delete(item.key, item);
      expect(itemsOf(tree.reversed('', ''))).toEqual(inOrder(items.slice(4990)).toReversed());
    }
  });
});

import { Double, Long } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, type Doc, viewOf } from '../bson/document.js';
import { Collection, type DocumentRows } from './collection.js';
import { indexDefinition } from './index-definition.js';
import { search } from './search.js';

const nowhere: DocumentRows = { load: () => [], put: () => undefined, remove: () => undefined };

const collectionOf = (docs: readonly Doc[], ...indexes: Doc[]): Collection => {
  const collection = new Collection(
    'd.c',
    nowhere,
    indexes.map((spec) => indexDefinition(spec)),
  );
  for (const doc of docs) collection.insert(bytesOf(doc));
  return collection;
};

const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, 'a', 'b', '', new Date(5), Long.fromString('9007199254740993'), 1.5),
  fc.integer({ min: -2, max: 3 }),
  fc.record({ x: fc.constantFrom(1, 'a') }),
);
const field = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const docs = fc.array(
  fc.record({ a: field, b: scalar, s: fc.record({ x: field }, { requiredKeys: [] }) }, { requiredKeys: [] }),
  {
    maxLength: 25,
  },
);
const range = fc.record({ $gt: scalar, $gte: scalar, $lt: scalar, $lte: scalar }, { requiredKeys: [] });
const condition = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  range.filter((spec) => Object.keys(spec).length > 0),
);
const filter = fc.record({ a: condition, b: condition, 's.x': condition, _id: condition }, { requiredKeys: [] });
const way = fc.constantFrom(1, -1);
const sort = fc.oneof(
  fc.record({ a: way }),
  fc.record({ b: way }),
  fc.record({ _id: way }),
  fc.record({ b: way, a: way }),
  fc.constant({}),
);

const INDEXES: Doc[][] = [
  [{ key: { a: 1 } }],
  [{ key: { b: -1 } }],
  [{ key: { b: 1, a: -1 } }],
  [{ key: { 's.x': 1 }, sparse: true }],
  [{ key: { b: -1, _id: 1 } }, { key: { a: 1 }, sparse: true }],
  [{ key: { a: 1, _id: 1 } }],
  [{ key: { a: 1, b: -1, _id: 1 } }],
  [{ key: { b: 1, a: 1, _id: -1 } }],
];

const ids = (collection: Collection, query: Doc, order: Doc): unknown[] =>
  search(collection, { filter: query, sort: { ...order, ...('_id' in order ? {} : { _id: 1 }) } }).map(
    (stored) => viewOf(stored.bytes)._id,
  );

describe('searching', () => {
  test.each(INDEXES)('finds the same with index %j as without', (...indexes) => {
    const specs = indexes.filter((spec) => typeof spec === 'object');
    fc.assert(
      fc.property(docs, filter, sort, (content, query, order) => {
        const numbered = content.map((doc, at) => ({ _id: (at * 7) % 26, ...doc }));
        const plain = numbered.filter((doc) => !hasParallelArrays(doc));
        const scanned = collectionOf(plain);
        const indexed = collectionOf(plain, ...specs);
        expect(ids(indexed, query, order)).toEqual(ids(scanned, query, order));
        for (const collection of [indexed, scanned]) {
          for (const stored of [...collection.documents.values()].slice(0, 5)) collection.remove(stored);
          for (const [at, stored] of [...collection.documents.values()].entries())
            collection.replace(stored, bytesOf({ ...plain[at], _id: viewOf(stored.bytes)._id }));
        }
        expect(ids(indexed, query, order)).toEqual(ids(scanned, query, order));
      }),
      { numRuns: 200 },
    );
  });

  test.each([1, -1])(
    'in the order of an index (%d) no more is looked at than is wanted, whatever leads up to it',
    (way) => {
      const content = Array.from({ length: 300 }, (_, _id) => ({
        _id,
        a: _id % 2 === 0 ? ['x'] : ['y', 'z'],
        b: _id % 5,
      }));
      const collection = collectionOf(content, { key: { a: 1, b: 1, _id: 1 } });
      const query = { a: { $in: ['x', 'z', 'nobody'] }, b: { $in: [0, 3] }, _id: { $gt: 10, $lt: 290 } };
      const found = search(collection, { filter: query, sort: { _id: way }, limit: 3 });
      const expected = way === 1 ? [13, 15, 18] : [288, 285, 283];
      expect(found.map((stored) => viewOf(stored.bytes)._id)).toEqual(expected);
      // and the document at the bound
      expect(collection.scanned).toBe(4);
    },
  );

  test('of indexes that narrow it down alike it takes the one that is in order, and looks at a page alone', () => {
    const numbers = Array.from({ length: 500 }, (_, index) => (index * 7) % 500);
    const collection = collectionOf(
      numbers.map((number) => ({ _id: number, of: 'p', added: -number, name: number })),
      { key: { of: 1, added: 1 } },
      { key: { of: 1, name: 1 } },
    );
    const first = search(collection, { filter: { of: 'p' }, sort: { name: 1 }, limit: 3 });
    const last = search(collection, { filter: { of: 'p', name: { $lt: 100 } }, sort: { name: -1 }, limit: 3 });
    expect([...first, ...last].map((stored) => viewOf(stored.bytes)._id)).toEqual([0, 1, 2, 99, 98, 97]);
    expect(collection.scanned).toBe(7);
  });

  test('a unique index refuses a second document and leaves everything as it was', () => {
    const collection = collectionOf([{ _id: 1, u: 'x' }], { key: { u: 1 }, unique: true, sparse: true });
    expect(() => collection.insert(bytesOf({ _id: 2, u: 'x' }))).toThrow(
      'E11000 duplicate key error collection: d.c index: u_1 dup key: { u: "x" }',
    );
    collection.insert(bytesOf({ _id: 3 }));
    expect(collection.documents.size).toBe(2);
    expect(ids(collection, { u: 'x' }, {})).toEqual([1]);
  });

  test('documents in an indexed field are compared by what they say, not by how it is encoded', () => {
    const collection = collectionOf([{ _id: 1, a: [{ x: 1 }] }], { key: { a: 1 }, unique: true });
    expect(() => collection.insert(bytesOf({ _id: 2, a: { x: new Double(1) } }))).toThrow('E11000');
  });

  test('parallel arrays cannot be indexed and change nothing', () => {
    const collection = collectionOf([{ _id: 1, a: [1, 2] }], { key: { a: 1, b: 1 } });
    const [stored] = collection.documents.values();
    expect(() => collection.replace(stored!, bytesOf({ _id: 1, a: [1, 2], b: [3, 4] }))).toThrow(/parallel arrays/);
    expect(ids(collection, { a: 2 }, {})).toEqual([1]);
  });
});

const hasParallelArrays = (doc: Doc): boolean => Array.isArray(doc.a) && Array.isArray(doc.b);

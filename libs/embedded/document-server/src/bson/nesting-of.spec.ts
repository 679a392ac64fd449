import { Binary, BSONRegExp, Code, DBRef, Decimal128, Int32, Long, MaxKey, ObjectId, Timestamp } from 'bson';
import { describe, expect, test } from 'vitest';
import { bytesOf, type Doc } from './document.js';
import { nestingOf } from './nesting-of.js';

const everything = {
  ...{ double: 1.5, text: 'x', object: { a: 1 }, array: [1, 'b'], binary: new Binary(Buffer.from('x')) },
  ...{
    undefined: undefined,
    id: new ObjectId(),
    yes: true,
    date: new Date(),
    none: null,
    regex: new BSONRegExp('a', 'i'),
  },
  ...{ code: new Code('x'), int: new Int32(1), time: new Timestamp(1n), long: Long.ONE, decimal: new Decimal128('1') },
  ...{ most: new MaxKey(), reference: new DBRef('c', new ObjectId()) },
};

const nested = (levels: number): Doc => {
  let doc: Doc = {};
  for (let level = 1; level < levels; level++) doc = level % 2 === 0 ? { a: doc } : { a: [doc] };
  return doc;
};

describe('nesting of an encoded document', () => {
  test.each([
    ['an empty one', {}, 1],
    ['values of every type', everything, 2],
    ['documents and arrays', { a: [{ b: [] }] }, 4],
    ['scoped code', { code: new Code('x', { a: { b: 1 } }), after: 1 }, 3],
  ])('%s', (_, doc, levels) => {
    expect(nestingOf(bytesOf(doc))).toBe(levels);
  });

  test('of thousands of levels', () => {
    expect(nestingOf(bytesOf(nested(1_001)))).toBe(1_501);
  });

  test.each([
    ['an unknown type', [10, 0, 0, 0, 0x99, 97, 0, 1, 1, 0]],
    ['a text beyond the end', [14, 0, 0, 0, 2, 97, 0, 99, 0, 0, 0, 98, 0, 0]],
    ['a document beyond the end', [13, 0, 0, 0, 3, 97, 0, 99, 0, 0, 0, 0, 0]],
    ['a document shorter than any', [13, 0, 0, 0, 3, 97, 0, 4, 0, 0, 0, 0, 0]],
    ['a name without an end', [7, 0, 0, 0, 16, 97, 97]],
    ['scoped code that is cut off', [10, 0, 0, 0, 15, 97, 0, 9, 0, 0]],
  ])('%s is none', (_, bytes) => {
    expect(nestingOf(Uint8Array.from(bytes))).toBeUndefined();
  });
});

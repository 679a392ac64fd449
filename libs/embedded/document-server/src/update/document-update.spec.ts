import { Double, Long } from 'bson';
import { describe, expect, test } from 'vitest';
import { bytesOf, type Doc, typedOf, viewOf } from '../bson/document.js';
import { documentUpdate } from './document-update.js';

const applied = (before: Doc, update: Doc): Doc => viewOf(documentUpdate(bytesOf(update)).apply(bytesOf(before)));

describe('document updates', () => {
  test('leave the types of untouched fields alone', () => {
    const before = { _id: 1, l: Long.fromNumber(5), d: new Double(1), z: new Double(-0), u: null };
    const after = typedOf(documentUpdate(bytesOf({ $set: { x: 1 } })).apply(bytesOf(before)));
    expect(bytesOf({ ...after, x: undefined }).length).toBeGreaterThan(0);
    expect(after.l).toBeInstanceOf(Long);
    expect(after.d).toBeInstanceOf(Double);
    expect(Object.is((after.z as Double).value, -0)).toBe(true);
  });

  test('int32 grows into int64, and int64 refuses to overflow', () => {
    expect(applied({ _id: 1, n: 2 ** 31 - 1 }, { $inc: { n: 1 } }).n).toBe(2 ** 31);
    expect(() => applied({ _id: 1, n: Long.MAX_VALUE }, { $inc: { n: 1 } })).toThrow(/int64 overflow/);
  });

  test.each([
    [{ $set: { 'a.b': 1, 'a.c': 2 } }, { _id: 1, a: { b: 1, c: 2 } }],
    [{ $push: { t: { $each: [3, 1], $sort: 1, $slice: -1 } } }, { _id: 1, t: [3] }],
    [{ $addToSet: { t: { $each: [1, 1, 2] } } }, { _id: 1, t: [1, 2] }],
    [
      { $max: { n: 3 }, $min: { m: 1 } },
      { _id: 1, n: 3, m: 1 },
    ],
    [{ $rename: { missing: 'x' } }, { _id: 1 }],
    [{ $setOnInsert: { x: 1 } }, { _id: 1 }],
  ])('%j', (update, after) => {
    expect(applied({ _id: 1 }, update)).toEqual(after);
  });

  test('arithmetic names the field that is no number', () => {
    expect(() => applied({ _id: 1, list: [] }, { $inc: { list: 1 } })).toThrow(/\$inc .* 'list'/);
  });

  test('$pull takes values, conditions and documents', () => {
    expect(applied({ _id: 1, t: [1, 5, 9] }, { $pull: { t: { $gte: 5 } } }).t).toEqual([1]);
    expect(applied({ _id: 1, t: [1, 5] }, { $pull: { t: 5 } }).t).toEqual([1]);
    expect(applied({ _id: 1, t: [{ k: 1, v: 2 }, { k: 2 }] }, { $pull: { t: { k: 1 } } }).t).toEqual([{ k: 2 }]);
  });

  test.each<[Doc, string]>([
    [{ $set: { a: 1 }, $inc: { 'a.b': 1 } }, 'ConflictingUpdateOperators'],
    [{ $set: { _id: 2 } }, 'ImmutableField'],
    [{ $set: { 'n.x': 1 } }, 'PathNotViable'],
    [{ $inc: { s: 1 } }, 'TypeMismatch'],
    [{ $foo: { a: 1 } }, 'FailedToParse'],
    [{ $bit: { n: { and: 1 } } }, 'FailedToParse'],
    [{ $set: { 't.$': 1 } }, 'BadValue'],
    [{ $set: { 'a..b': 1 } }, 'EmptyFieldName'],
    [{ a: 1, $set: { b: 1 } }, 'DollarPrefixedFieldName'],
    [{ _id: 9, a: 1 }, 'ImmutableField'],
  ])('%j is refused as %s', (update, codeName) => {
    expect(() => applied({ _id: 1, n: 1, s: 'x' }, update)).toThrow(expect.objectContaining({ codeName }));
  });

  test('a replacement keeps the id and its type, wherever the new one stands', () => {
    const id = Long.fromNumber(1);
    expect(typedOf(documentUpdate(bytesOf({ a: 1 })).apply(bytesOf({ _id: id })))._id).toBeInstanceOf(Long);
    expect(Object.keys(viewOf(documentUpdate(bytesOf({ a: 1, _id: 1 })).apply(bytesOf({ _id: id }))))).toEqual([
      '_id',
      'a',
    ]);
  });

  test('an upsert begins with the equalities of its filter', () => {
    const made = documentUpdate(bytesOf({ $set: { v: 1 }, $setOnInsert: { s: 2 } })).made(
      bytesOf({ _id: 'x', k: { $eq: 1 }, g: { $gt: 1 }, $and: [{ 'm.n': 2 }] }),
    );
    expect(viewOf(made)).toEqual({ _id: 'x', k: 1, m: { n: 2 }, v: 1, s: 2 });
    expect(viewOf(documentUpdate(bytesOf({ n: 1 })).made(bytesOf({ _id: { $eq: 'y' }, p: { $lt: 1 } })))).toEqual({
      _id: 'y',
      n: 1,
    });
  });
});

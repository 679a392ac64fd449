import { Binary, Double, Int32, Long, MaxKey, MinKey, ObjectId } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareValues, invertedKey, orderKey } from './value-order.js';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe('the order of values', () => {
  test('int64 are ordered exactly over their whole range', () => {
    fc.assert(
      fc.property(int64, fc.oneof(int64, fc.constantFrom(2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n)), (a, b) => {
        expect(Math.sign(compareValues(Long.fromBigInt(a), Long.fromBigInt(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test('int64 near 2^63 and 2^53 do not collapse into their double', () => {
    for (const base of [2n ** 53n, 2n ** 62n, 2n ** 63n - 4n])
      expect(compareValues(Long.fromBigInt(base), Long.fromBigInt(base + 1n))).toBe(-1);
  });

  test('one number has one key, whatever its type; -0 equals 0', () => {
    for (const same of [new Int32(5), new Double(5), Long.fromNumber(5), 5n]) expect(orderKey(same)).toBe(orderKey(5));
    expect(orderKey(-0)).toBe(orderKey(0));
  });

  test('types are ordered as MongoDB does', () => {
    const ascending = [
      new MinKey(),
      null,
      Number.NaN,
      -1,
      1e300,
      '',
      'a',
      {},
      { a: 1 },
      [],
      [1],
      new Binary(Buffer.from([1])),
      new ObjectId(),
      false,
      true,
      new Date(-1),
      new Date(1),
      /a/,
      new MaxKey(),
    ];
    const keys = ascending.map(orderKey);
    expect([...keys].sort()).toEqual(keys);
  });

  test('doubles and strings keep their own order, also turned around', () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(value, value, (a, b) => {
        const order = Math.sign(compareValues(a, b));
        if (typeof a === typeof b) expect(order).toBe(a < b ? -1 : a > b ? 1 : 0);
        const [left, right] = [invertedKey(orderKey(a)), invertedKey(orderKey(b))];
        expect(left < right ? -1 : left > right ? 1 : 0).toBe(order === 0 ? 0 : -order);
      }),
    );
  });

  test('no key is the beginning of another one, so compound keys cannot be confused', () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [left, right] = [orderKey(a), orderKey(b)];
        if (left !== right) expect(left.startsWith(right)).toBe(false);
      }),
    );
  });
});

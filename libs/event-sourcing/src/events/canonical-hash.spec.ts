import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalHash } from './canonical-hash.js';

describe('the hash of data', () => {
  test('does not depend on the order of keys, at any depth; lists keep theirs', () => {
    expect(canonicalHash({ b: [{ d: 1, c: 2 }], a: { z: null, y: 'ü' } })).toBe(
      canonicalHash({ a: { y: 'ü', z: null }, b: [{ c: 2, d: 1 }] }),
    );
    expect(canonicalHash({ a: [1, 2] })).not.toBe(canonicalHash({ a: [2, 1] }));
  });

  test('does not tell absent from undefined', () => {
    expect(canonicalHash({ a: 1, b: undefined })).toBe(canonicalHash({ a: 1 }));
  });

  test('is the SHA-256 of the JSON with its keys in order: the log is full of them', () => {
    expect(canonicalHash({ name: 'Ships', visibility: 'public' })).toBe(
      createHash('sha256').update('{"name":"Ships","visibility":"public"}').digest('base64url'),
    );
    const inOrder = (_: string, value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const expected = createHash('sha256').update(JSON.stringify(data, inOrder)).digest('base64url');
        expect(canonicalHash(data)).toBe(expected);
      }),
    );
  });
});

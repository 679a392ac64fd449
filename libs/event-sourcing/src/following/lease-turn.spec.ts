import { describe, expect, test } from 'vitest';
import type { LeaseMember, LeaseRecord } from './lease.js';
import { type LeaseTurn, leaveLease, takeTurn } from './lease-turn.js';

const SHARDS = 4;
const member = (id: string, ...shards: readonly number[]): LeaseMember => ({ id, beat: 5n, shards });
const held = (...members: readonly LeaseMember[]): LeaseRecord => ({
  ...{ owner: members.map(({ id }) => id).join('+'), epoch: 7n, beat: 40n, members },
});
const alone = (owner: string): LeaseRecord => ({ owner, epoch: 7n, beat: 40n });

const turnOf = (id: string, turn: Partial<LeaseTurn> = {}): LeaseTurn => ({
  ...{ id, isMember: true, shards: SHARDS, silent: new Set(), isIdle: true, surpassed: -1n },
  ...turn,
});

const shares = (record: LeaseRecord | undefined) =>
  record && {
    epoch: record.epoch,
    ...Object.fromEntries((record.members ?? []).map(({ id, shards }) => [id, shards])),
  };

describe('a turn at a lease that is shared', () => {
  const given =
    (before: LeaseRecord | undefined) =>
    (id: string, turn: Partial<LeaseTurn> = {}) =>
      shares(takeTurn(before, turnOf(id, turn)));

  test('of the first: has all of it', () => {
    expect(given(undefined)('a')).toEqual({ epoch: 1n, a: [0, 1, 2, 3] });
    expect(given({ ...alone(''), beat: 41n })('a')).toEqual({ epoch: 8n, a: [0, 1, 2, 3] });
  });

  test('of who comes: joins, and takes nothing from who lives', () => {
    expect(given(held(member('a', 0, 1, 2, 3)))('b')).toEqual({ epoch: 7n, a: [0, 1, 2, 3], b: [] });
  });

  test('of who has too much: hands it over once it is idle, and not before', () => {
    const before = given(held(member('a', 0, 1, 2, 3), member('b')));
    expect(before('a', { isIdle: false })).toEqual({ epoch: 7n, a: [0, 1, 2, 3], b: [] });
    expect(before('a')).toEqual({ epoch: 8n, a: [0, 1], b: [2, 3] });
  });

  test('of who has one more than others: moves nothing', () => {
    expect(given(held(member('a', 0, 1), member('b', 2), member('c', 3)))('a')).toMatchObject({ epoch: 7n, a: [0, 1] });
  });

  test('where somebody is silent: shares out what they had, among all that live', () => {
    const before = given(held(member('a', 0), member('b', 1), member('c', 2, 3)));
    expect(before('a', { isIdle: false, silent: new Set(['c']) })).toEqual({ epoch: 8n, a: [0, 2], b: [1, 3] });
  });

  test('of who is taken for silent by nobody but itself: keeps what it has', () => {
    expect(given(held(member('a', 0, 1, 2, 3)))('a', { silent: new Set(['a']) })).toMatchObject({ a: [0, 1, 2, 3] });
  });

  test('of who is called as one that is gone, which held it with others or alone: goes on under a greater epoch, at once', () => {
    const isMember = false;
    expect(given(held(member('a', 0, 1, 2, 3)))('a', { isMember })).toEqual({ epoch: 8n, a: [0, 1, 2, 3] });
    expect(given(alone('a'))('a', { isMember })).toEqual({ epoch: 8n, a: [0, 1, 2, 3] });
    const beside = given(held(member('a', 0, 1), member('b', 2, 3)));
    expect(beside('a', { isMember })).toEqual({ epoch: 8n, b: [2, 3], a: [0, 1] });
  });

  test('waits for who holds it alone, which is an older version, until that one is silent', () => {
    expect(given(alone('old'))('a')).toBeUndefined();
    expect(given(alone('old'))('a', { silent: new Set(['old']) })).toEqual({ epoch: 8n, a: [0, 1, 2, 3] });
  });

  test('waits for who divides the work otherwise, until all of these are silent', () => {
    const before = given(held(member('x', 0, 1), member('y', 2)));
    expect(before('a', { silent: new Set(['x']) })).toBeUndefined();
    expect(before('a', { silent: new Set(['x', 'y']) })).toEqual({ epoch: 8n, a: [0, 1, 2, 3] });
  });

  test('under an epoch that others have surpassed: goes above it, and no further', () => {
    const before = given(held(member('a', 0, 1, 2, 3)));
    expect(before('a', { surpassed: 41n })).toMatchObject({ epoch: 42n });
    expect(before('a', { surpassed: 7n })).toMatchObject({ epoch: 7n });
  });

  test('is a sign of life of one, which changes the record', () => {
    const next = takeTurn(held(member('a', 0, 1), member('b', 2, 3)), turnOf('b'));
    expect(next).toMatchObject({ owner: 'a+b', beat: 41n, members: [{ beat: 5n }, { beat: 6n }] });
  });
});

describe('who leaves', () => {
  test('gives what it had to the others', () => {
    expect(shares(leaveLease(held(member('a', 0, 1), member('b', 2, 3)), 'a'))).toEqual({ epoch: 8n, b: [2, 3, 0, 1] });
  });

  test('as the last one: nobody holds it', () => {
    expect(leaveLease(held(member('a', 0, 1, 2, 3)), 'a')).toEqual({ owner: '', epoch: 7n, beat: 41n });
  });

  test('without having been there: changes nothing', () => {
    expect(leaveLease(held(member('a', 0, 1, 2, 3)), 'b')).toBeUndefined();
    expect(leaveLease(alone('old'), 'b')).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { used } from './used.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 12, minute));
const given = {
  host: 'git.example.org',
  keyId: 'k',
  sealed: '…',
  addedAt: at(0),
  checkedAt: at(0),
  state: 'works',
} as const;
const untried = {
  host: given.host,
  keyId: 'k',
  sealed: '…',
  addedAt: at(0),
  state: 'unchecked',
  advice: 'name one',
} as const;
const refusedAt5 = { ...given, state: 'refused', checkedAt: at(5), refusedSince: at(5), advice: 'a' } as const;

describe('rule 7, a private repository: a token, once its host was asked with it', () => {
  test('is refused from then on, with what to do', () =>
    expect(used(given, { tokenId: '', isRefused: true, at: at(5) })).toEqual({
      ...refusedAt5,
      advice: expect.stringMatching(/^git\.example\.org refused this token.*give it here\.$/),
    }));

  test('is refused since the first time, however often', () =>
    expect(used(refusedAt5, { tokenId: '', isRefused: true, at: at(9) })).toEqual({
      ...refusedAt5,
      advice: expect.any(String),
      checkedAt: at(9),
    }));

  test('works again once it was taken, and nothing is left of the refusal', () =>
    expect(used(refusedAt5, { tokenId: '', isRefused: false, at: at(9) })).toEqual({
      ...given,
      checkedAt: at(9),
    }));

  test('that was never tried works', () =>
    expect(used(untried, { tokenId: '', isRefused: false, at: at(1) })).toEqual({ ...given, checkedAt: at(1) }));

  test('is what is known of it already, or since', () => {
    expect(used(refusedAt5, { tokenId: '', isRefused: true, at: at(5) })).toBeUndefined();
    expect(used(refusedAt5, { tokenId: '', isRefused: false, at: at(4) })).toBeUndefined();
    expect(used(refusedAt5, { tokenId: '', isRefused: false, at: at(5) })).toMatchObject({ state: 'works' });
  });
});

import { describe, expect, test } from 'vitest';
import { policySpec } from '#libs/event-sourcing/testing';
import { a, USER } from '../testing/launches.js';
import { whenTokenUsedThenNote } from './when-token-used-then-note.js';

const [tokenId, another] = ['7d1a1c7e-0000-4000-8000-000000000e01', '7d1a1c7e-0000-4000-8000-000000000e02'];
const [at, commit] = [expect.any(String), 'c'.repeat(40)];

describe('rule 7, a private repository: when a person’s token was used by a clone, then note what its host thought of it', () => {
  test('that it was refused', () => {
    const { type, data } = a.warned(1, 'connection-refused', 'it has expired');
    return policySpec(whenTokenUsedThenNote)
      .when(
        { type, data: { ...data, warning: { code: 'connection-refused', message: 'it has expired', tokenId } } },
        undefined,
      )
      .thenSends({ name: 'note', data: { userId: USER, tokenId, isRefused: true, at } });
  });

  test('that it was taken, once however many repositories there are', () =>
    policySpec(whenTokenUsedThenNote)
      .when(
        a.started(1, [
          { repository: 'a', commit, tokenId },
          { repository: 'b', commit, tokenId },
          { repository: 'c', commit, tokenId: another },
        ]),
        undefined,
      )
      .thenSends(
        { name: 'note', data: { userId: USER, tokenId, isRefused: false, at } },
        { name: 'note', data: { userId: USER, tokenId: another, isRefused: false, at } },
      ));

  test.each([
    ['a repository that is not there', a.warned(1, 'connection-refused', 'not found')],
    ['a phase', a.progressed(1, 'cloning')],
    ['what was cloned without one', a.started(1, [{ repository: 'a', commit }])],
  ] as const)('and nothing of %s', (_, event) => policySpec(whenTokenUsedThenNote).when(event, undefined).thenSends());
});

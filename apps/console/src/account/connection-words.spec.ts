import { describe, expect, test } from 'vitest';
import { addedWords, verdictWords } from './connection-words.js';

const connection = { host: 'git.example.org', addedAt: '2026-01-02T10:00:00Z', state: 'unchecked' } as const;

describe('a connection', () => {
  test('says what its host said, and when', () => {
    expect(verdictWords(connection)).toBe('Not checked yet');
    expect(verdictWords({ ...connection, state: 'works', checkedAt: '2026-01-03T10:00:00Z' })).toBe(
      '✓ Works (tried on Jan 3, 2026)',
    );
    expect(verdictWords({ ...connection, state: 'refused' })).toBe('✗ Refused');
  });

  test('says since when it is there, and for whom', () => {
    expect(addedWords(connection)).toBe('Given on Jan 2, 2026');
    expect(addedWords({ ...connection, username: 'grace' })).toBe('Given on Jan 2, 2026, for the user grace');
  });
});

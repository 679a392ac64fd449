import { describe, expect, test } from 'vitest';
import { archivingWords, useWords } from './environment-words.js';

describe('how much an environment is used', () => {
  test.each([
    [0, 'Not in use', 'No session has it.'],
    [1, 'In use by 1 session', 'The session that has it keeps it'],
    [14, 'In use by 14 sessions', 'The 14 sessions that have it keep it'],
  ])('%i', (sessions, words, archiving) => {
    expect(useWords(sessions)).toBe(words);
    expect(archivingWords(sessions)).toContain(archiving);
  });

  test('is not said before it is known', () => {
    expect(useWords(undefined)).toBe('…');
    expect(archivingWords(undefined)).toContain('Sessions that have it keep it');
  });
});

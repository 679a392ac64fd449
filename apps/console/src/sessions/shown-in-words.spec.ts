import { describe, expect, test } from 'vitest';
import { everySession } from '../projects/sessions-wish.js';
import { mayShowMore, shownInWords } from './shown-in-words.js';

const shown = (count: number, all: number, hasMoreSessions: boolean, query = '') => ({
  project: { counts: { sessions: all } },
  sessions: Array.from({ length: count }),
  hasMoreSessions,
  wish: { ...everySession, query },
});

describe('how many sessions are shown', () => {
  test.each([
    [shown(3, 3, false), '3 sessions.', false],
    [shown(50, 60, true), '50 of 60 sessions are shown.', true],
    [shown(50, 50, true), '50 sessions.', false],
    [shown(4, 60, false, 'a'), '4 of 60 sessions.', false],
    [shown(50, 60, true, 'a'), 'The first 50 that are like that.', true],
    [shown(0, 60, false, 'a'), 'None of 60 sessions is like that.', false],
  ])('%#: %s', (what, words, more) => {
    expect(shownInWords(what)).toBe(words);
    expect(mayShowMore(what)).toBe(more);
  });
});

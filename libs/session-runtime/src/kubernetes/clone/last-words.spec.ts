import { describe, expect, test } from 'vitest';
import { lastWords } from './last-words.js';

const commit = (name: string) => ({ repository: name, commit: 'c'.repeat(40) });
const warning = (length: number) => ({ code: 'clone-failed' as const, message: 'é'.repeat(length) });
const parsed = (text: string): unknown => JSON.parse(text);

describe('the last words of what clones', () => {
  test('are commits and warnings', () => {
    const cloned = { commits: [commit('analysis')], warnings: [warning(10)] };
    expect(parsed(lastWords(cloned))).toEqual(cloned);
  });

  test('say of each which token was meant, however short they are', () => {
    const refused = { ...warning(5_000), tokenId: 'the old one' };
    const taken = { ...commit('analysis'), tokenId: 'the good one' };
    expect(parsed(lastWords({ commits: [taken], warnings: [refused] }))).toMatchObject({
      ...{ commits: [taken], warnings: [{ tokenId: 'the old one' }] },
    });
  });

  test('are whole and fit, however many warnings there are and however long', () => {
    const cloned = { commits: [commit('analysis')], warnings: Array.from({ length: 8 }, () => warning(900)) };
    const words = lastWords(cloned);
    expect(Buffer.byteLength(words)).toBeLessThanOrEqual(4096);
    expect(parsed(words)).toMatchObject({ commits: cloned.commits, warnings: { length: 8 } });
  });

  test('are whole and fit where not even the commits do', () => {
    const commits = Array.from({ length: 100 }, (_, n) => commit(`repository-${n}`));
    const words = lastWords({ commits, warnings: Array.from({ length: 50 }, () => warning(900)) });
    expect(Buffer.byteLength(words)).toBeLessThanOrEqual(4096);
    expect(parsed(words)).toMatchObject({ commits: [], warnings: { length: 10 } });
  });
});

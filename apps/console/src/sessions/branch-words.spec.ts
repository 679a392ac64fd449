import { describe, expect, test } from 'vitest';
import { branchInWords } from './branch-words.js';

const [newer, older] = ['b'.repeat(40), 'a'.repeat(40)];
const image = (commit: string) => ({ commit, availableSince: '2026-11-29T10:00:00Z' });

describe('what a branch has', () => {
  test.each([
    [
      'the image of its newest commit',
      { commit: newer, image: image(newer) },
      /^✓ The image of its newest commit, bbbbbbbb, built/,
    ],
    [
      'the image of an older one',
      { commit: newer, image: image(older) },
      /older commit, aaaaaaaa.*newest commit is bbbbbbbb/,
    ],
    ['none', { commit: newer }, /^No image is known/],
  ])('%s', (_, branch, words) => expect(branchInWords(branch)).toMatch(words));
});

import { describe, expect, test } from 'vitest';
import { keywordsOf } from './keywords-of.js';
import { matchingEnvironments } from './matching-environments.js';

const environment = (name: string, keywords: string[], description = '') => ({
  name,
  keywords,
  description,
  image: { reference: `quay.io/${name.toLowerCase()}:1` },
});
const python = environment('Python', ['python', 'scipy'], 'Numbers and plots');
const tidy = environment('RStudio', ['r'], 'Statistics');
const gpu = environment('PyTorch', ['python', 'gpu']);
const all = [python, tidy, gpu];

describe('environments that are looked for', () => {
  test.each([
    ['', [], all],
    ['PYT', [], [python, gpu]],
    ['statistics', [], [tidy]],
    ['quay.io/rstudio', [], [tidy]],
    ['python plots', [], [python]],
    ['', ['python'], [python, gpu]],
    ['', ['python', 'gpu'], [gpu]],
    ['r', ['gpu'], [gpu]],
    ['nothing like it', [], []],
  ])('%j with keywords %j', (text, keywords, found) => {
    expect(matchingEnvironments(all, { text, keywords })).toEqual(found);
  });

  test('can be told apart by their keywords, the most frequent first', () => {
    expect(keywordsOf(all)).toEqual(['python', 'gpu', 'r', 'scipy']);
    expect(keywordsOf([])).toEqual([]);
  });
});

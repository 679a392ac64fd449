import { describe, expect, test } from 'vitest';
import { wantedLanguage } from './language.js';

describe('the language of the console', () => {
  test.each([
    ['is English where nothing is known', null, [], 'en'],
    ['is the first of the browser that there is', null, ['fr-CH', 'de-CH', 'en'], 'de'],
    ['is English before another one where the browser says so', null, ['en-GB', 'de'], 'en'],
    ['is the one that was chosen', 'en', ['de-CH'], 'en'],
    ['is that of the browser where another version had one that is not here', 'it', ['de'], 'de'],
    ['is no property that every object has', 'toString', ['constructor'], 'en'],
  ])('%s', (_, chosen, browsers, wanted) => expect(wantedLanguage(chosen, browsers)).toBe(wanted));
});

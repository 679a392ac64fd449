import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isProblemCode, problemCodes } from './problem-codes.js';

const root = join(import.meta.dirname, '../../..');

/** Not of the embedded servers, which have refusals of their own, nor the table itself and what every route documents. */
const isSource = (path: string): boolean =>
  /^[^/]+\/src\/.*\.ts$/.test(path) &&
  !/\.(spec|int-spec|contract|fixture)\.ts$|\/testing\/|^console\/|rest\/src\/(problem-codes|operation)\.ts$/.test(
    path,
  );

/** What a route's documentation lists is no use of a code. */
const withoutDocumentation = (source: string): string => source.replaceAll(/refusals: \[[^\]]*\]/g, '');

const sources = ['libs', 'apps']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((path) => join(root, folder, path)),
  )
  .map((path) => withoutDocumentation(readFileSync(path, 'utf8')));

const refusal = /\b(?:reject|refuse|new ProblemError)\(\s*'([a-z-]+)'/g;

describe('problem codes', () => {
  const refused = new Set(sources.flatMap((source) => [...source.matchAll(refusal)].map(([, code]) => code ?? '')));

  test('the sources are there', () => {
    expect(refused.size).toBeGreaterThan(20);
  });

  test('every refusal’s code has a status and a title', () => {
    expect([...refused].filter((code) => !isProblemCode(code))).toEqual([]);
  });

  test.each(Object.keys(problemCodes))('%s is answered somewhere', (code) => {
    expect(sources.some((source) => source.includes(`'${code}'`))).toBe(true);
  });
});

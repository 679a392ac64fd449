import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProblemType } from '#libs/event-sourcing';
import { platformProblems } from '#libs/rest';
import { domainProblems } from './domain.js';

const root = join(import.meta.dirname, '../../..');

/** Not of the embedded servers, which have refusals of their own, nor where problems are declared. */
const isSource = (path: string): boolean =>
  /^[^/]+\/src\/.*\.ts$/.test(path) &&
  !/\.(spec|int-spec|contract|fixture|rejections)\.ts$|\/testing\/|^console\/|(platform-problems|deciding\/rejection)\.ts$/.test(
    path,
  );

const sources = ['libs', 'apps']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((path) => join(root, folder, path)),
  )
  // what a route's documentation lists is no use of a code
  .map((path) => readFileSync(path, 'utf8').replaceAll(/refusals: \[[\s\S]*?\]/g, ''));

const declared: readonly ProblemType[] = [platformProblems, ...domainProblems].flatMap((problems) =>
  Object.values<ProblemType>(problems),
);

describe('problem types', () => {
  test.each(declared)('$code means the same wherever it is declared', (type) => {
    expect(declared.filter(({ code }) => code === type.code).every((same) => same.title === type.title)).toBe(true);
    expect(declared.filter(({ code }) => code === type.code)).toEqual(
      declared.filter(({ code }) => code === type.code).map(() => type),
    );
  });

  test.each([...new Set(declared.map(({ code }) => code))])('%s is answered somewhere', (code) => {
    expect(sources.some((source) => source.includes(`'${code}'`) || source.includes(`.${code}`))).toBe(true);
  });
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('the glossary has at most 25 terms, each once', async () => {
  const [, glossary = ''] = /## Glossary\n(.*?)\n## /s.exec(await readFile('docs/architecture.md', 'utf8')) ?? [];
  const [, ...rows] = [...glossary.matchAll(/^\| ([a-z][a-z, ]*?) +\|/gm)].map(([, terms = '']) => terms);
  const terms = rows.flatMap((row) => row.split(', '));
  expect(terms).toContain('session');
  expect(terms.length).toBeLessThanOrEqual(25);
  expect(new Set(terms).size).toBe(terms.length);
});

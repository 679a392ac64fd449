import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('the use case of docs/adding-a-use-case.md can be added to what is here, in at most seven files of its slice', async () => {
  const [, patch = ''] = /```diff\n(.*?)```/s.exec(await readFile('docs/adding-a-use-case.md', 'utf8')) ?? [];
  const said = execFileSync('git', ['apply', '--check', '--numstat', '-'], { input: patch, encoding: 'utf8' });
  const files = said.trim().split('\n');
  expect(files.length).toBeLessThanOrEqual(7);
  for (const file of files) expect(file).toMatch(/\tlibs\/environments\//);
});

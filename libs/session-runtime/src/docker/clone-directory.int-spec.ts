import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCloneDirectory } from './clone-directory.js';

test('what killed workers left of clones a day ago goes, and nothing else', async () => {
  const within = await mkdtemp(join(tmpdir(), 'renku-sessions-spec-'));
  const twoDaysAgo = new Date(Date.now() - 48 * 3600 * 1000);
  for (const [name, isOld] of [
    ['renku-sessions-clone-old', true],
    ['renku-sessions-clone-new', false],
    ['other', true],
  ] as const) {
    const path = join(within, name);
    await mkdir(path);
    await writeFile(join(path, 'README.md'), '');
    if (isOld) await utimes(path, twoDaysAgo, twoDaysAgo);
  }
  const made = basename(await makeCloneDirectory(within));
  expect((await readdir(within)).sort()).toEqual(['other', 'renku-sessions-clone-new', made].sort());
  await rm(within, { recursive: true });
});

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withDraft } from './with-draft.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'with-draft-'));
});
afterEach(() => rm(directory, { recursive: true }));

test.skipIf(!existsSync('/dev/full'))('where the disk is full, it is said which, and nothing is left', async () => {
  const draft = join(directory, 'backup.part');
  const work = withDraft(draft, async () => {
    await mkdir(draft);
    await writeFile('/dev/full', 'x');
  });
  await expect(work).rejects.toThrow(
    `ENOSPC: no space left on device, write: make room in ${directory}, or name another place; nothing was kept`,
  );
  expect(existsSync(draft)).toBe(false);
});

test('any other failure is told as it was', async () => {
  const work = withDraft(join(directory, 'part'), () => Promise.reject(new Error('the log is not there')));
  await expect(work).rejects.toThrow(/^the log is not there$/);
});

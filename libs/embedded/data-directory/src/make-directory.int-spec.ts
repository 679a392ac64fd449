import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDirectory } from './make-directory.js';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'make-directory-'));
});
afterEach(() => rm(scratch, { recursive: true }));

describe('a directory', () => {
  test('is made with those above it, for its owner alone', async () => {
    await makeDirectory(join(scratch, 'a', 'b'));
    for (const path of [join(scratch, 'a'), join(scratch, 'a', 'b')])
      expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  test('may be there, and may be made by several at a time', async () => {
    const path = join(scratch, 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 8 }, () => makeDirectory(path)));
    await makeDirectory(path);
  });

  test.each([
    ['in place of it', 'file'],
    ['above it', 'file/a/b'],
  ])('with a file %s is refused', async (_, path) => {
    const file = join(scratch, 'file');
    await writeFile(file, '');
    await expect(makeDirectory(join(scratch, path))).rejects.toThrow(`${file} is a file`);
  });

  // Linux alone has it; elsewhere the root itself refuses
  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux.each(['/proc/x', '/proc/x/y'])('%s is refused: nothing can be made in its parent', async (path) => {
    await expect(makeDirectory(path)).rejects.toThrow('no directory can be made in /proc');
  });
});

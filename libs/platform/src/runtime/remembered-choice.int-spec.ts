import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rememberChoice, rememberedChoice } from './remembered-choice.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-choice-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('what auto chose', () => {
  test('is nothing where nothing has run', async () => expect(await rememberedChoice(dataDir)).toBeUndefined());

  test('is remembered, and the first of two decides', async () => {
    const both = await Promise.all([rememberChoice(dataDir, 'docker'), rememberChoice(dataDir, 'local')]);
    expect(new Set(both).size).toBe(1);
    expect(await rememberedChoice(dataDir)).toBe(both[0]);
  });

  test('is local where a version that knew no other has disks', async () => {
    await mkdir(join(dataDir, 'runtime', 'disks'), { recursive: true });
    expect(await rememberedChoice(dataDir)).toBe('local');
  });

  test('is asked for where the file says something else', async () => {
    await writeFile(join(dataDir, 'session-runtime'), 'podman');
    await expect(rememberedChoice(dataDir)).rejects.toThrow('write docker or local');
  });
});

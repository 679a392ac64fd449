import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storageDirectories } from '../contract/storage-directories.fixture.js';
import { DataDirectory } from './data-directory.js';
import type { FrontEnd } from './front-end.js';
import { localStorages } from './local-storages.js';

const sandboxed = { kind: 'jupyter', command: '/jupyter-lab', bubblewrap: '/bwrap' } as const;

describe('storages on this computer', () => {
  let directory: string;
  let data: DataDirectory;
  let work: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'renku-sessions-storages-'));
    data = new DataDirectory(directory);
    ({ work } = data.disk('disk'));
    await mkdir(work, { recursive: true });
  });
  afterEach(() => rm(directory, { recursive: true }));

  const planned = async (source: string, frontEnd: FrontEnd = sandboxed) => {
    const { sources } = await storageDirectories(directory);
    return localStorages([{ name: 'data', source, readOnly: false }], { sources, frontEnd, work });
  };
  const warningOf = async (...given: Parameters<typeof planned>) => {
    const { mounts, warnings } = await planned(...given);
    expect(mounts).toEqual([]);
    return warnings.map(({ message }) => message).join();
  };

  test('are mounted under bubblewrap', async () => {
    const mounts = [{ name: 'data', place: join(directory, 'storages/kept'), isWritable: false }];
    expect(await planned('kept')).toMatchObject({ mounts, warnings: [] });
    expect(await planned('writable')).toMatchObject({ mounts: [{ isWritable: true }] });
  });

  test('are not without it, where nothing kept them from being changed', async () => {
    expect(await warningOf('kept', { kind: 'jupyter', command: '/jupyter-lab' })).toContain('bubblewrap');
    expect(await warningOf('kept', { kind: 'file-view' })).toContain('bubblewrap');
  });

  test('are not where their directory is gone or is none', async () => {
    expect(await warningOf('gone')).toContain('is not there');
    await writeFile(join(directory, 'storages/gone'), '');
    expect(await warningOf('gone')).toContain('is not there');
  });

  test('are not where a link has their name: it would lead elsewhere', async () => {
    await symlink('/etc', join(work, 'data'));
    expect(await warningOf('kept')).toContain('Rename it');
  });

  test('stay when a disk is discarded that has a link to them', async () => {
    await planned('kept');
    const file = join(directory, 'storages/kept/hello.txt');
    await symlink(join(directory, 'storages/kept'), join(work, 'link'));
    await symlink(file, join(work, 'file'));
    await data.discardDisk('disk', () => Promise.resolve());
    expect(await readFile(file, 'utf8')).toBe('hello');
  });
});

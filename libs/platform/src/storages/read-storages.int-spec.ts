import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidSettingsError } from '#libs/settings';
import { readStorages } from './read-storages.js';

describe('STORAGES_FILE', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'renku-sessions-storages-'));
    await mkdir(join(directory, 'data/stores'), { recursive: true });
  });
  afterEach(() => rm(directory, { recursive: true }));

  const file = () => join(directory, 'storages.json');
  const read = async (text: string) => {
    await writeFile(file(), text);
    return readStorages({ STORAGES_FILE: file(), DATA_DIR: join(directory, 'data') });
  };
  const of = (path: string) => read(JSON.stringify([{ source: 'a', directory: join(directory, path) }]));

  test('says what there is; nothing where it is not set', async () => {
    expect((await of('database')).of('a')).toMatchObject({ writable: false });
    expect(readStorages({ STORAGES_FILE: undefined, DATA_DIR: './data' }).all).toEqual([]);
  });

  test('is refused where it cannot be read or used, with its path and what is wrong', async () => {
    expect(() => readStorages({ STORAGES_FILE: '/nonexistent', DATA_DIR: './data' })).toThrow('/nonexistent');
    await expect(read('[{"source": "a"}]')).rejects.toThrow(`${file()}) cannot be used:\n  0: says nowhere`);
    await expect(read('')).rejects.toBeInstanceOf(InvalidSettingsError);
  });

  test('offers nothing of our own, by whichever link it leads there', async () => {
    await symlink(join(directory, 'data'), join(directory, 'link'));
    for (const path of ['', 'data', 'data/stores', 'link', 'link/stores'])
      await expect(of(path)).rejects.toThrow('0.directory: lies in DATA_DIR');
  });
});

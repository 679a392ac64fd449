import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSettings } from '#libs/settings';
import { loadConnectionKeys } from './load-connection-keys.js';

const stores = { EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false', MONGODB_URL: 'mongodb://127.0.0.1:1' };

describe('the keys of connections', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-keys-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  const load = (environment: Record<string, string> = {}) =>
    loadConnectionKeys(readSettings({ DATA_DIR: dataDir, ...environment }));
  const file = () => join(dataDir, 'connections', 'keys');

  test('are made once, by whoever is first, for their owner alone', async () => {
    const [one, other] = await Promise.all([load(), load()]);
    const sealed = one?.seal('canary', ['grace']);
    expect(sealed && other?.open(sealed, ['grace'])).toBe('canary');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readFile(file(), 'utf8')).toMatch(/^generated:[A-Za-z0-9+/]{43}=\n$/);
  });

  test('are those of the settings where they are named', async () => {
    const keys = await load({ ...stores, CONNECTIONS_KEYS: `a:${Buffer.alloc(32, 'A').toString('base64')}` });
    expect(keys?.isNewest('a')).toBe(true);
    await expect(stat(file())).rejects.toThrow('ENOENT');
  });

  test('are not there where processes share no directory and none is named', async () => {
    expect(await load({ ...stores, SESSION_ACCESS_SECRET: 'x'.repeat(32) })).toBeUndefined();
  });

  test('that are damaged are said to be, with what to do', async () => {
    await load();
    await writeFile(file(), 'generated:short');
    await expect(load()).rejects.toThrow(/connections\/keys is damaged: put it back/);
  });
});

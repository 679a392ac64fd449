import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SigningKeys } from '#libs/audit';
import { readSettings } from '#libs/settings';
import { loadSigningKeys } from './load-signing-keys.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'signing-'));
});
afterEach(() => rm(directory, { recursive: true }));

const load = (own: Readonly<Record<string, string>> = {}) =>
  loadSigningKeys(readSettings({ DATA_DIR: directory, ...own }));

describe('the signing key', () => {
  test('is made at first use, the same for all who share the directory, and its owner’s alone', async () => {
    const [one, other] = await Promise.all([load(), load()]);
    expect(one?.keyId).toBe(other?.keyId);
    expect((await load())?.keyId).toBe(one?.keyId);
    expect((await stat(join(directory, 'signing', 'key.pem'))).mode & 0o777).toBe(0o600);
  });

  test('is the file’s that the setting names, with those that signed before', async () => {
    const file = join(directory, 'keys.pem');
    await writeFile(file, SigningKeys.generate() + SigningKeys.generate());
    const keys = await load({ SIGNING_KEY_FILE: file });
    expect(keys?.publicKeys).toHaveLength(2);
    expect(keys?.keyId).toBe(SigningKeys.parse(await readFile(file, 'utf8')).keyId);
  });

  test.each([
    ['not there', undefined, 'ENOENT'],
    ['malformed', 'secret text', 'there is no key in it'],
  ])('is refused where the file is %s: which, and what to do, and nothing of what is in it', async (_, text, said) => {
    const file = join(directory, 'keys.pem');
    if (text !== undefined) await writeFile(file, text);
    const refused = load({ SIGNING_KEY_FILE: file });
    await expect(refused).rejects.toThrow(`The file of SIGNING_KEY_FILE (${file}) cannot be used:`);
    await expect(refused).rejects.toThrow(said);
    await expect(refused).rejects.not.toThrow('secret text');
  });

  test('is none where processes share no directory and none is named', async () => {
    const stores = { MONGODB_URL: 'mongodb://a', EVENTSTORE_URL: 'esdb://a', SESSION_ACCESS_SECRET: 'x'.repeat(32) };
    expect(await loadSigningKeys({ ...readSettings({ DATA_DIR: directory }), ...stores })).toBeUndefined();
  });
});

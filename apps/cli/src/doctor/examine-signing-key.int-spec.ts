import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SigningKeys } from '#libs/audit';
import { readSettings } from '#libs/settings';
import { examineSigningKey } from './examine-signing-key.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'signing-key-'));
  await writeFile(join(directory, 'key.pem'), SigningKeys.generate());
  await writeFile(join(directory, 'damaged.pem'), 'no key');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const apart = {
  EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false',
  MONGODB_URL: 'mongodb://127.0.0.1:27017',
  SESSION_ACCESS_SECRET: 'a secret that is long enough for it',
};

test('processes that share no directory and have no key are told what they lack', async () => {
  expect(await examineSigningKey(readSettings(apart))).toEqual([
    expect.objectContaining({ status: 'warning', detail: expect.stringContaining('503'), advice: expect.any(String) }),
  ]);
});

test('those that share one have the key that is made there', async () => {
  expect(await examineSigningKey(readSettings({ DATA_DIR: directory }))).toEqual([]);
});

test.each([
  ['key.pem', 'ok'],
  ['damaged.pem', 'problem'],
  ['absent.pem', 'problem'],
])('the file %s is %s', async (file, status) => {
  const found = await examineSigningKey(readSettings({ ...apart, SIGNING_KEY_FILE: join(directory, file) }));
  expect(found).toEqual([expect.objectContaining({ check: 'signing key', status })]);
});

import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DocumentConnections, loadConnectionKeys, type PersonConnections } from '#libs/connections';
import { readSettings } from '#libs/settings';
import { startedDocuments } from '../../../../libs/embedded/document-server/src/started-documents.fixture.js';
import { examineTokens } from './examine-tokens.js';

const { client } = await startedDocuments();
const database = client.db('x');

const keyOf = (id: string): string => `${id}:${Buffer.alloc(32, id).toString('base64')}`;
const [old, recent] = [keyOf('old'), keyOf('new')];

describe('tokens of people', () => {
  let dataDir: string;
  beforeEach(async () => {
    await database.collection<PersonConnections>('connections').deleteMany({});
    dataDir = await mkdtemp(join(tmpdir(), 'doctor-tokens-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const settings = (environment: Record<string, string> = {}) => readSettings({ DATA_DIR: dataDir, ...environment });
  const given = async (CONNECTIONS_KEYS: string, ...people: string[]) => {
    const keys = await loadConnectionKeys(settings({ CONNECTIONS_KEYS }));
    const connections = new DocumentConnections(database.collection<PersonConnections>('connections'), keys);
    for (const person of people)
      await connections.put(person, { host: 'git.example.org', token: 'canary', state: 'unchecked' });
  };
  const found = (CONNECTIONS_KEYS: string) => examineTokens(database, settings({ CONNECTIONS_KEYS }));

  test('that are under an older key say that it is still needed', async () => {
    await given(old, 'grace');
    await given(`${recent},${old}`, 'linus');
    expect(await found(`${recent},${old}`)).toMatchObject({
      ...{ status: 'ok', detail: expect.stringContaining('1 of 2 are under an older key: keep it') },
    });
  });

  test('that are under the newest key say that it is enough', async () => {
    await given(`${recent},${old}`, 'grace', 'linus');
    expect(await found(`${recent},${old}`)).toMatchObject({ status: 'ok', detail: 'all 2 are under the newest key' });
  });

  test('that a process cannot read, as it was not given the new key, are a warning with what to do', async () => {
    await given(`${recent},${old}`, 'grace', 'linus');
    await given(old, 'ada');
    expect(await found(old)).toMatchObject({
      ...{ status: 'warning', detail: '2 of 3 cannot be read with the keys that are here' },
      advice: expect.stringContaining('CONNECTIONS_KEYS of api and worker'),
    });
  });

  test('of a directory whose file of keys is gone cannot be read, and no file is made', async () => {
    await given(old, 'grace');
    expect(await examineTokens(database, settings())).toMatchObject({
      ...{ status: 'warning', detail: '1 of 1 cannot be read with the keys that are here' },
    });
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('of a directory without a file of keys are none at first', async () => {
    expect(await examineTokens(database, settings())).toMatchObject({ status: 'ok', detail: 'there are none' });
  });

  test('whose file of keys is damaged are a problem, which names it', async () => {
    await mkdir(join(dataDir, 'connections'));
    await writeFile(join(dataDir, 'connections', 'keys'), 'generated:short');
    expect(await examineTokens(database, settings())).toMatchObject({
      ...{ status: 'problem', detail: expect.stringContaining('is damaged: put it back') },
    });
  });

  test('cannot be given to processes that share no directory and have no key', async () => {
    const apart = {
      ...{ EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false', MONGODB_URL: 'mongodb://127.0.0.1:1' },
      SESSION_ACCESS_SECRET: 'a secret that is long enough for it',
    };
    expect(await examineTokens(database, settings(apart))).toMatchObject({
      ...{ status: 'warning', detail: 'there is no key: nobody can connect a Git host (503)' },
      advice: expect.stringContaining('CONNECTIONS_KEYS'),
    });
  });
});

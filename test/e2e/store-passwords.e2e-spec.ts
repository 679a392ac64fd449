import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccessDeniedError, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Program } from '../support/program.js';
import { sessionProcesses } from '../support/session-processes.js';
import { until } from '../support/until.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

let system: System;
let grace: Person;
let projectId: string;
/** As a shell takes them. */
let stores: Record<'EVENTSTORE_URL' | 'MONGODB_URL' | 'MONGODB_DATABASE', string>;
let opened: { close(): Promise<void> }[];

const storesOf = async (): Promise<typeof stores> => {
  const { code, stdout } = await system.cli('stores').ended();
  expect(code).toBe(0);
  const shown = execFileSync('/bin/sh', ['-c', 'set -a; eval "$0"; env -0', stdout], { encoding: 'utf8', env: {} });
  return Object.fromEntries(shown.split('\0').map((line) => line.split(/=(.*)/s))) as typeof stores;
};

beforeAll(async () => {
  opened = [];
  system = await System.start({ LOG_LEVEL: 'trace' });
  grace = await system.person('grace');
  projectId = await grace.createProject();
  stores = await storesOf();
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await system.remove();
});

const eventStore = (url: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(url);
  opened.push({ close: () => client.dispose() });
  return client;
};

const database = (url: string) => {
  const client = new MongoClient(url);
  opened.push(client);
  return client.db(stores.MONGODB_DATABASE);
};

const withoutUser = (url: string): string => url.replace(/\/\/[^@]*@/, '//');
const guessed = (url: string): string => url.replace(/:[^:@]*@/, ':guess@');
const passwords = (): string[] =>
  [stores.EVENTSTORE_URL, stores.MONGODB_URL].map((url) => /:([\w-]{43})@/.exec(url)?.[1] ?? 'none');

describe('who has the addresses that `renku-sessions stores` tells', () => {
  test('reads the log and the documents', async () => {
    const types: string[] = [];
    for await (const { event } of eventStore(stores.EVENTSTORE_URL).readAll()) types.push(event!.type);
    expect(types).toContain('ProjectCreated');
    const found = await database(stores.MONGODB_URL).listCollections().toArray();
    expect(found.map(({ name }) => name)).toContain('users');
  });
});

describe.each([
  ['no password', withoutUser],
  ['a wrong password', guessed],
])('who knows where they are and has %s', (_, change) => {
  test('reads nothing of the log and writes nothing to it', async () => {
    const client = eventStore(change(stores.EVENTSTORE_URL));
    const stream = `project-${projectId}`;
    const read = async (events: AsyncIterable<unknown>) => {
      for await (const event of events) return event;
      return undefined;
    };
    for (const attempt of [
      () => read(client.readAll()),
      () => read(client.readStream(stream)),
      () => read(client.subscribeToAll()),
      () => client.appendToStream(stream, jsonEvent({ type: 'ProjectDeleted', data: {} })),
      () => client.deleteStream(stream),
      () => client.tombstoneStream(stream),
    ])
      await expect(attempt()).rejects.toBeInstanceOf(AccessDeniedError);
  });

  test('reads no document and drops no database', async () => {
    const db = database(change(stores.MONGODB_URL));
    const code = change === guessed ? 18 : 13;
    await expect(db.collection('users').findOne()).rejects.toMatchObject({ code });
    await expect(db.collection('users').insertOne({})).rejects.toMatchObject({ code });
    await expect(db.listCollections().toArray()).rejects.toMatchObject({ code });
    await expect(db.dropDatabase()).rejects.toMatchObject({ code });
    expect((await grace.get(`/projects/${projectId}`)).status).toBe(200);
  });
});

test('who has a wrong password is told by the command line that it is refused', async () => {
  const { EVENTSTORE_URL, MONGODB_URL } = stores;
  const doctor = async (env: NodeJS.ProcessEnv) =>
    (await new Program('bin/renku-sessions.js', ['doctor'], { ...stores, ...env }).ended()).stdout;
  const [ofDatabase, ofLog] = await Promise.all([
    doctor({ MONGODB_URL: guessed(MONGODB_URL) }),
    doctor({ EVENTSTORE_URL: guessed(EVENTSTORE_URL) }),
  ]);
  expect(ofDatabase).toMatch(/the database at mongodb:\S+ \(MONGODB_URL\) refuses: .*[Aa]uthentication/);
  expect(ofLog).toMatch(/the event store at esdb:\S+ refuses: .*no valid user name and password/);
});

describe('the passwords are not', () => {
  const expectNone = (text: string): void => {
    expect(text).not.toBe('');
    for (const password of passwords()) {
      expect(password).toHaveLength(43);
      expect(text.includes(password)).toBe(false);
    }
  };
  const processFile = (pid: number, name: string) => readFile(join('/proc', String(pid), name), 'utf8');

  test('in what it says and logs, at whichever level', () => {
    expectNone(system.program.stdout);
    expectNone(system.program.stderr);
  });

  test('in an answer', async () => {
    for (const path of ['/readyz', '/metrics', '/version'])
      expectNone(await (await fetch(`${system.url}${path}`)).text());
    expectNone(JSON.stringify((await grace.get('/projects/none')).body));
  });

  test('in its arguments and environment', async () => {
    expectNone(await processFile(system.program.pid, 'cmdline'));
    expectNone(await processFile(system.program.pid, 'environ'));
  });

  test('in the environment, the arguments or the files of a session', async () => {
    await grace.addSession(projectId);
    const { body } = await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`);
    const isRunning = async () => (await grace.get(`/launches/${body.launchId}`)).body['status'] === 'running';
    await until('it runs', isRunning, 30_000);
    const processes = await sessionProcesses(system.dataDir);
    expect(processes.map(({ isRunner }) => isRunner).sort()).toEqual([false, true]);
    for (const { pid } of processes)
      for (const name of ['cmdline', 'environ']) expectNone(await processFile(pid, name));
    const files = await readdir(join(system.dataDir, 'runtime'), { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
    expectNone((await Promise.all(texts)).join('\n'));
  });
});

test('a restart keeps them', async () => {
  const before = passwords();
  await system.program.end();
  await system.restart();
  stores = await storesOf();
  expect(passwords()).toEqual(before);
});

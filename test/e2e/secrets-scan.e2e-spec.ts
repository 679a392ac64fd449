import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PrivateGitServer, startPrivateGitServer } from '../support/private-git-server.js';
import { processesWith } from '../support/processes-with.js';
import { until } from '../support/until.js';
import type { Loose, Person } from './support/person.js';
import { System } from './support/system.js';

const token = 'glpat-canary-93d27c55e0';
/** The token as it may be written: plain, and as HTTP and JSON have it. */
const spellings = [
  token,
  Buffer.from(token).toString('base64').slice(0, -4),
  Buffer.from(`oauth2:${token}`).toString('base64').slice(0, -4),
  encodeURIComponent(token),
];
const shows = (text: string): boolean => spellings.some((spelling) => text.includes(spelling));

/** The stores' addresses, as `renku-sessions stores` has them. */
interface Stores {
  readonly eventStore: string;
  readonly mongodb: string;
  readonly mongodbDatabase: string;
}

describe('a token that somebody gave, after a story with it', () => {
  let server: PrivateGitServer;
  let system: System;
  let grace: Person;
  let stores: Stores;
  let launch: Loose;
  /** Of processes that showed it while it was used, at each request for the repository. */
  const shown: string[] = [];
  const decoys = new Set<string>();

  beforeAll(async () => {
    const whenAsked = async (): Promise<void> => {
      for (const spelling of spellings) shown.push(...(await processesWith(spelling)));
      for (const decoy of await processesWith(server.url)) decoys.add(decoy);
    };
    server = await startPrivateGitServer({ token, whenAsked });
    system = await System.start({ LOG_LEVEL: 'trace' });
    grace = await system.person('grace');
    await tellStory();
    const file = await readFile(join(system.dataDir, 'stores.json'), 'utf8');
    stores = JSON.parse(file) as Stores;
  });
  afterAll(async () => {
    await system.remove();
    await server.close();
  });

  const connectionPath = () => `/me/connections/${encodeURIComponent(server.host)}`;
  const tellStory = async (): Promise<void> => {
    expect((await connect(token)).body).toMatchObject({ state: 'works' });
    const projectId = await grace.createProject('private', 'decoy-project');
    await grace.post(`/projects/${projectId}/repositories`, { url: server.url, name: 'analysis' });
    await grace.addSession(projectId);
    ({ body: launch } = await grace.post(`/projects/${projectId}/launch`));
    launch = await untilRunning();
  };
  const connect = (given: string) =>
    grace.call('PUT', connectionPath(), { body: { token: given, repository: server.url } });
  const untilRunning = (run = 1): Promise<Loose> =>
    until('it runs', async () => {
      const { body } = await grace.get(`/launches/${String(launch['launchId'])}`);
      return body['status'] === 'running' && body['run'] === run ? body : undefined;
    });
  /** Files below the data directory that have a text in them: stores, logs and records of sessions, disks. */
  const filesWith = async (text: string): Promise<string[]> => {
    const found = await promisify(execFile)('grep', ['-rlaF', '--', text, system.dataDir]).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === 1) return { stdout: '' };
      throw error;
    });
    return found.stdout.split('\n').filter((line) => line !== '');
  };

  test('has cloned', async () => {
    const { stdout } = await promisify(execFile)('find', [system.dataDir, '-name', 'README.md']);
    expect(await readFile(stdout.trim(), 'utf8')).toBe('# Private\n');
    expect((launch['warnings'] as Loose[]).map(({ code }) => code as string)).toEqual(['image-not-used']);
  });

  test('is in no event', async () => {
    const client = EventStoreDBClient.connectionString(stores.eventStore);
    try {
      const all: string[] = [];
      for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START }))
        if (event !== undefined) all.push(JSON.stringify([event.streamId, event.type, event.data, event.metadata]));
      expect(all.some((event) => event.includes('decoy-project'))).toBe(true);
      expect(all.filter(shows)).toEqual([]);
    } finally {
      await client.dispose();
    }
  });

  test('is in no document, but as ciphertext', async () => {
    const client = await MongoClient.connect(stores.mongodb);
    try {
      const database = client.db(stores.mongodbDatabase);
      const collections = (await database.listCollections().toArray()).map(({ name }) => name);
      expect(collections).toContain('connections');
      const all = await Promise.all(collections.map((name) => database.collection(name).find().toArray()));
      const documents = all.flat().map((document) => JSON.stringify(document));
      expect(documents.some((document) => document.includes('"sealed":"'))).toBe(true);
      expect(documents.filter(shows)).toEqual([]);
    } finally {
      await client.close();
    }
  });

  test('is in no line of the log, which says everything', () => {
    const { stdout, stderr } = system.program;
    expect(stderr.split('\n').length).toBeGreaterThan(5);
    expect((stdout + stderr).split('\n').filter(shows)).toEqual([]);
  });

  test('was in no argument or environment of a process while it was used, and is in none of the session’s', async () => {
    expect(decoys.size).toBeGreaterThan(0);
    expect(shown).toEqual([]);
    for (const spelling of spellings) expect(await processesWith(spelling)).toEqual([]);
  });

  test('is in no file of the installation or the session: not in /work, its home, its .git/config', async () => {
    expect((await filesWith('decoy-project')).length).toBeGreaterThan(0);
    expect((await filesWith('# Private')).length).toBeGreaterThan(0);
    for (const spelling of spellings) expect(await filesWith(spelling)).toEqual([]);
  });

  test('that is good no more is a warning in the next run, with what to do; the session starts all the same', async () => {
    const { stdout } = await promisify(execFile)('find', [system.dataDir, '-type', 'd', '-name', 'analysis']);
    server.accept('another one');
    const path = `/launches/${String(launch['launchId'])}`;
    await grace.post(`${path}/pause`);
    await until('it is paused', async () => (await grace.get(path)).body['status'] === 'paused');
    await promisify(execFile)('rm', ['-r', stdout.trim()]);
    await grace.post(`${path}/resume`);
    launch = await untilRunning(2);
    expect(launch['warnings']).toContainEqual({
      code: 'connection-refused',
      message: expect.stringContaining('give a new token (Connections, in your account)'),
    });
  });

  test('goes when its person does', async () => {
    expect((await grace.call('DELETE', '/me')).status).toBe(204);
    const client = await MongoClient.connect(stores.mongodb);
    try {
      const connections = client.db(stores.mongodbDatabase).collection('connections');
      expect(await connections.countDocuments()).toBe(0);
    } finally {
      await client.close();
    }
  });
});

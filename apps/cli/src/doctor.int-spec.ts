import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { domainEvents, domainProjections } from '#libs/domain';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { type EventStoreServer, startEventStoreServer } from '#libs/embedded/event-store-server';
import type { EventToAppend } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { databaseOfAnotherLog } from './database-of-another-log.fixture.js';
import type { Finding } from './doctor/finding.js';

const program = new URL('../../../bin/renku-sessions.js', import.meta.url).pathname;

let dataDir: string;
let eventStore: EventStoreServer;
let documents: DocumentServer;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-doctor-'));
  eventStore = await startEventStoreServer({ dataDir: join(dataDir, 'events') });
  documents = await startDocumentServer({ dataDir: join(dataDir, 'documents') });
});
afterAll(async () => {
  await Promise.all([eventStore.close(), documents.close()]);
  await rm(dataDir, { recursive: true, force: true });
});

const builtProjections = (env: NodeJS.ProcessEnv): Promise<unknown> =>
  promisify(execFile)(process.execPath, [program, 'projections', 'build'], { env });

const examined = (env: NodeJS.ProcessEnv): Promise<{ failed: boolean; findings: Finding[] }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [program, 'doctor', '--json'], { env }, (error, stdout) => {
      const findings = stdout.trimEnd().split('\n');
      resolve({ failed: error !== null, findings: findings.map((line) => JSON.parse(line) as Finding) });
    });
    child.stdin?.end();
  });

const onStores = (): NodeJS.ProcessEnv => ({
  DATA_DIR: dataDir,
  EVENTSTORE_URL: eventStore.connectionString,
  MONGODB_URL: documents.connectionString,
});

test('doctor finds that sessions are below a domain of which no name leads anywhere', async () => {
  // RFC 6761, 6.4: there will never be one
  const { findings } = await examined({ DATA_DIR: dataDir, SESSIONS_DOMAIN: 'sessions.invalid' });
  expect(findings).toContainEqual({
    check: 'addresses of sessions',
    status: 'warning',
    detail: expect.stringContaining('names below sessions.invalid, where sessions are, lead nowhere from here'),
    advice: expect.stringContaining('*.sessions.invalid'),
  });
});

test('doctor finds that no worker runs on stores that do', async () => {
  const { failed, findings } = await examined(onStores());
  expect(failed).toBe(true);
  const problems = findings.filter(({ status }) => status === 'problem');
  expect(problems).toEqual([
    expect.objectContaining({ check: 'lease launch-saga', advice: expect.stringContaining('start a worker') }),
    expect.objectContaining({ check: expect.stringContaining('lease projector-'), detail: 'nobody holds it' }),
  ]);
});

test('doctor finds that the documents are of another log, however far they are', async () => {
  const MONGODB_DATABASE = await databaseOfAnotherLog(documents.connectionString);
  const { failed, findings } = await examined({ ...onStores(), MONGODB_DATABASE });
  expect(failed).toBe(true);
  expect(findings).toContainEqual({
    check: 'log of the read models',
    status: 'problem',
    detail: expect.stringContaining('checkpoint things.v1.g1 was written for event log another'),
    advice: expect.stringContaining('EVENTSTORE_URL'),
  });
});

const projectCreated: EventToAppend = {
  id: randomUUID(),
  type: 'ProjectCreated',
  data: { name: 'Flights', visibility: 'private', ownerId: 'grace' },
  metadata: {
    ...{ $correlationId: 'spec', $causationId: 'spec', commandId: 'spec', bodyHash: '', actor: 'grace' },
    schemaVersion: 1,
  },
};

/** With signs of life that are many while doctor looks twice. */
const whileHeld = async (database: ReadModelsConnection, name: string, work: () => Promise<void>): Promise<void> => {
  const ending = new AbortController();
  let held = Promise.resolve();
  const isHeld = new Promise<void>((begun) => {
    const hold = ({ signal }: { readonly signal: AbortSignal }): Promise<void> =>
      new Promise((end) => {
        signal.addEventListener('abort', () => end(), { once: true });
        begun();
      });
    held = database.lease(name, 2000).whileHeld(hold, ending.signal);
  });
  try {
    await isHeld;
    await work();
  } finally {
    ending.abort();
    await held;
  }
};

/** A database of its own on the same server. */
const onDatabase = async (
  databaseName: string,
  work: (database: ReadModelsConnection, env: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> => {
  const database = connectReadModels({ url: documents.connectionString, databaseName });
  try {
    await work(database, { ...onStores(), MONGODB_DATABASE: databaseName });
  } finally {
    await database.close();
  }
};

test('doctor finds which policy that a worker runs has passed events over', async () => {
  const policy = 'policy:when-this-then-that';
  await onDatabase('passed-over', async (database, env) => {
    await whileHeld(database, policy, async () => {
      await database.projectionStore.skip([{ by: policy, position: 3n, reason: 'the service refused it ten times' }]);
      const { findings } = await examined(env);
      expect(findings).toContainEqual({
        check: policy,
        status: 'warning',
        detail: 'it passed events over: 1',
        advice: expect.stringContaining('skipped-events'),
      });
    });
  });
});

test('doctor takes it for no problem that read models were built before a rollout and wait for their worker', async () => {
  await onDatabase('before-a-rollout', async (database, env) => {
    await builtProjections(env);
    const events = createEventStore({ connectionString: eventStore.connectionString, registry: domainEvents() });
    await events.append('project-of-spec', 'no_stream', [projectCreated]);
    await events.close();
    await whileHeld(database, 'projector-other', async () => {
      const { findings } = await examined(env);
      const ofThisVersion = findings.filter(({ check }) => /^lease projector-|^lag of .*\.v\d+/.test(check));
      expect(ofThisVersion.length).toBeGreaterThan(domainProjections.length);
      expect(ofThisVersion.filter(({ status }) => status !== 'ok')).toEqual([]);
      expect(findings).toContainEqual({
        check: 'versions of workers',
        status: 'warning',
        detail: expect.stringContaining('projector-other'),
        advice: expect.stringContaining('before a rollout this is as it should be'),
      });
    });
  });
});

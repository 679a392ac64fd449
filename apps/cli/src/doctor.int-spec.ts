import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { type EventStoreServer, startEventStoreServer } from '#libs/embedded/event-store-server';
import { connectReadModels } from '#libs/read-models';
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

test('doctor finds which policy that a worker runs has passed events over', async () => {
  const [url, databaseName, policy] = [documents.connectionString, 'passed-over', 'policy:when-this-then-that'];
  const database = connectReadModels({ url, databaseName });
  const ending = new AbortController();
  let held = Promise.resolve();
  const isHeld = new Promise<void>((begun) => {
    const work = ({ signal }: { readonly signal: AbortSignal }): Promise<void> =>
      new Promise((end) => {
        signal.addEventListener('abort', () => end(), { once: true });
        begun();
      });
    // which gives many signs of life while doctor looks twice
    held = database.lease(policy, 2000).whileHeld(work, ending.signal);
  });
  try {
    await isHeld;
    await database.projectionStore.skip([{ by: policy, position: 3n, reason: 'the service refused it ten times' }]);
    const { findings } = await examined({ ...onStores(), MONGODB_DATABASE: databaseName });
    expect(findings).toContainEqual({
      check: policy,
      status: 'warning',
      detail: 'it passed events over: 1',
      advice: expect.stringContaining('skipped-events'),
    });
  } finally {
    ending.abort();
    await held;
    await database.close();
  }
});

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { domainEvents, domainProjections } from '#libs/domain';
import { startDocumentServer } from '#libs/embedded/document-server';
import { startEventStoreServer } from '#libs/embedded/event-store-server';
import { collectionOf, type EventToAppend } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { createEventStore } from '#libs/event-store';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { Program } from '../support/program.js';

const EVENTS = 8_000;
const AT_ONCE = 1_000;
const databaseName = 'build';

let closing: (() => Promise<unknown>)[];
let env: NodeJS.ProcessEnv;
let database: ReadModelsConnection;
let head: bigint;

beforeEach(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'projections-build-'));
  const eventStore = await startEventStoreServer({ dataDir: join(dataDir, 'events'), port: 0 });
  const documents = await startDocumentServer({ dataDir: join(dataDir, 'documents'), port: 0 });
  const [eventStoreUrl, url] = [eventStore.connectionString, documents.connectionString];
  env = { EVENTSTORE_URL: eventStoreUrl, MONGODB_URL: url, MONGODB_DATABASE: databaseName };
  database = connectReadModels({ url, databaseName, projections: domainProjections });
  head = await fill(eventStoreUrl);
  closing = [
    () => database.close(),
    () => eventStore.close(),
    () => documents.close(),
    () => rm(dataDir, { recursive: true }),
  ];
});
afterEach(async () => {
  for (const close of closing) await close();
});

/** A project that is renamed often. */
const fill = async (connectionString: string): Promise<bigint> => {
  const events = createEventStore({ connectionString, registry: domainEvents() });
  const projectId = randomUUID();
  const named = (revision: number): EventToAppend => {
    const type = revision === 0 ? 'ProjectCreated' : 'ProjectRenamed';
    const created = revision === 0 ? { visibility: 'private', ownerId: randomUUID() } : {};
    const id = randomUUID();
    const metadata = {
      $correlationId: id,
      $causationId: id,
      commandId: id,
      bodyHash: 'x',
      actor: 'a',
      schemaVersion: 1,
    };
    return { type, data: { projectId, name: `Name ${revision}`, ...created }, id, metadata };
  };
  let position = 0n;
  for (let written = 0; written < EVENTS; written += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, (_, index) => named(written + index));
    const expected = written === 0 ? 'no_stream' : BigInt(written - 1);
    ({ position } = await events.append(`project-${projectId}`, expected, batch));
  }
  await events.close();
  return position;
};

const build = (): Program => new Program('bin/renku-sessions.js', ['projections', 'build'], env);

const positions = async (): Promise<bigint[]> => {
  const names = domainProjections.map(({ name, version }) => collectionOf({ name, version, generation: 1 }));
  return [...(await database.projectionStore.checkpoints(names)).values()].map(({ position }) => position);
};

test('builds what this version reads, goes on where it was killed, and has nothing to do afterwards', async () => {
  const killed = build();
  await until('it is on its way', async () => (await positions()).some((position) => position > 0n), 60_000);
  await killed.end('SIGKILL');
  const left = (await positions()).reduce((lowest, position) => (position < lowest ? position : lowest));
  expect(left).toBeLessThan(head);

  const { code, stdout, stderr } = await build().ended(60_000);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/the read models of this version are built\n$/);
  const told = [...stdout.matchAll(/at position (\d+) of (\d+)/g)].map(([, at, of]) => [BigInt(at!), BigInt(of!)]);
  expect(told[0]![0]).toBeGreaterThanOrEqual(left);
  expect(told[0]![1]).toBe(head);
  expect(await database.readModels.waitFor(head, 5_000)).toBe(true);
  const catalogue = await database.projectionStore.catalogue();
  expect(catalogue.map(({ live, building, last }) => [live, building, last])).toEqual(
    domainProjections.map(() => [1, undefined, 1]),
  );

  const again = await build().ended(60_000);
  expect(again).toMatchObject({ code: 0, stdout: 'the read models of this version are built\n' });
});

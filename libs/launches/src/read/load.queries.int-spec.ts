import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveId, newEntry } from '#libs/event-sourcing';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { ResourceClassQueries, resourceClassDocuments } from '#libs/resources';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import type { LaunchStatus } from '../launch.js';
import { launchDocuments } from './launch.projection.js';
import { LoadQueries } from './load.queries.js';

const { client, connectionString } = await startedDocuments();

const LIVE = 1_000;
const OVER = 2_000;
const BATCH = 100;
const small = { resourceClassId: '7d1a1c7e-0000-4000-8000-0000000000c1', name: 'small' };

const launchOf = (n: number, status: LaunchStatus): object => ({
  launchId: deriveId(`launch-${n}`, 'load'),
  userId: deriveId(`user-${n}`, 'load'),
  status,
  configuration: n % 2 === 0 ? { resourceClass: small } : {},
  timeline: Array.from({ length: 20 }, () => ({
    at: '2026-03-01T12:00:00.000Z',
    type: 'LaunchProgressed',
    by: 'saga',
  })),
});

let database: ReadModelsConnection;

beforeAll(async () => {
  const projections = [launchDocuments, resourceClassDocuments];
  database = connectReadModels({ url: connectionString, databaseName: 'load', projections });
  const target = ({ name, version, indexes = [] }: typeof launchDocuments) => ({
    name,
    version,
    generation: 1,
    indexes,
  });
  const prepare = async (projection: typeof launchDocuments, documents: readonly object[]): Promise<void> => {
    const { name, version } = projection;
    const store = database.projectionStore;
    await store.prepare(target(projection));
    const changes = documents.map((doc, n) => ({
      before: undefined,
      after: { id: deriveId(`${n}`, name), position: 1n, doc },
    }));
    // as projectors do; a write of all of them takes a busy machine longer than the database is waited for
    for (let at = 0; at < changes.length; at += BATCH)
      await store.write(target(projection), changes.slice(at, at + BATCH));
    await store.begin(`${name}.v${version}.g1`, { position: 1n, log: 'log' });
    await store.save({ ...newEntry(name, version, '2026-01-01T00:00:00Z'), live: 1, last: 1 });
  };
  await prepare(launchDocuments, [
    ...Array.from({ length: LIVE }, (_, n) => launchOf(n, 'running')),
    ...Array.from({ length: OVER }, (_, n) => launchOf(LIVE + n, 'inactive')),
  ]);
  await prepare(resourceClassDocuments as unknown as typeof launchDocuments, [{ ...small, cpu: 1, memory: 1, gpu: 0 }]);
}, 60_000);

afterAll(async () => {
  await database.close();
});

/** Documents that the server has looked at for queries, since it began. */
const looked = async (): Promise<number> => {
  const { metrics } = await client.db('admin').command({ serverStatus: 1 });
  return (metrics as { queryExecutor: { scannedObjects: number } }).queryExecutor.scannedObjects;
};

test('load costs a look at what lives, and none at what is over', async () => {
  const queries = new LoadQueries(database.readModels, new ResourceClassQueries(database.readModels));
  const before = await looked();
  expect(await queries.now()).toEqual({
    total: { running: LIVE, starting: 0, waiting: 0, ending: 0 },
    classes: [
      { resourceClass: { ...small, offered: true }, running: LIVE / 2, starting: 0, waiting: 0, ending: 0 },
      { running: LIVE / 2, starting: 0, waiting: 0, ending: 0 },
    ],
  });
  /** The class, and the catalogue of read models. */
  const beside = 10;
  expect((await looked()) - before).toBeLessThanOrEqual(LIVE + beside);
});

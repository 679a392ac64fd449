import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEntry } from '#libs/event-sourcing';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { scannedBy } from '../../../history/src/read/scanned-by.fixture.js';
import { monthsOf } from '../months.js';
import type { UsageRun } from '../usage-run.js';
import { UsageQueries, type UsageSearch } from './usage.queries.js';
import { usageRuns } from './usage-runs.projection.js';

const { client, connectionString } = await startedDocuments();

const [me, mine, other] = [randomUUID(), randomUUID(), randomUUID()];
const OTHERS = 1_200;

const time = (text: string): number => Date.parse(text);
const march = { from: time('2026-03-01'), to: time('2026-04-01') };

const run = (userId: string, projectId: string, from: string, to?: string): UsageRun => ({
  ...{ launchId: randomUUID(), run: 1, userId, projectId, sessionId: randomUUID(), environmentId: randomUUID() },
  ...{ cpu: 1, memory: 1, gpu: 0, asked: { position: '1', at: from }, placed: { position: '2', at: from } },
  ...(to === undefined ? {} : { ended: { position: '3', at: to, outcome: 'paused' } }),
  months: to === undefined ? ['open'] : monthsOf({ from: time(from), to: time(to) }).map(({ name }) => name),
});

describe('runs of the ledger', () => {
  let database: ReadModelsConnection;
  let queries: UsageQueries;

  beforeAll(async () => {
    database = connectReadModels({ url: connectionString, databaseName: 'usage', projections: [usageRuns] });
    const runs = [
      run(me, mine, '2026-02-27T00:00:00Z', '2026-04-02T00:00:00Z'),
      run(me, other, '2026-03-09T00:00:00Z'),
      run(me, mine, '2025-01-01T00:00:00Z', '2026-02-28T23:59:59Z'),
      run(me, mine, '2026-04-01T00:00:00Z', '2026-04-02T00:00:00Z'),
      ...Array.from({ length: OTHERS }, () => run(randomUUID(), other, '2026-02-28T00:00:00Z', '2026-03-01T01:00:00Z')),
    ];
    const { name, version, indexes = [] } = usageRuns;
    const target = { name, version, generation: 1, indexes };
    const store = database.projectionStore;
    await store.prepare(target);
    await store.write(
      target,
      runs.map((doc) => ({ before: undefined, after: { id: `${doc.launchId}/000001`, position: 1n, doc } })),
    );
    await store.begin(`${name}.v${version}.g1`, { position: 1n, log: 'log' });
    await store.save({ ...newEntry(name, version, '2026-01-01T00:00:00Z'), live: 1, last: 1 });
    queries = new UsageQueries(database.readModels);
    await queries.page({ scope: { of: 'everything' }, within: march }, '', 1);
  });

  afterAll(async () => {
    await database.close();
  });

  const read = async (search: Omit<UsageSearch, 'within'>) => {
    const before = await scannedBy(client);
    const found: UsageRun[] = [];
    for await (const page of queries.pages({ within: march, ...search })) found.push(...page);
    return { found, looked: (await scannedBy(client)) - before };
  };
  const begun = (runs: readonly UsageRun[]): string[] => runs.map(({ asked }) => asked.at.slice(0, 10)).sort();

  /** The bound of a page, and the catalogue of read models. */
  const BESIDE = 2;

  test('one’s own are found at the price of one’s own of that time', async () => {
    const { found, looked } = await read({ scope: { of: 'mine', userId: me } });
    expect(begun(found)).toEqual(['2026-02-27', '2026-03-09']);
    expect(looked).toBeLessThanOrEqual(found.length + BESIDE);
  });

  test('those of a project at the price of the project’s', async () => {
    const { found, looked } = await read({ scope: { of: 'owned', projectIds: [mine] } });
    expect(begun(found)).toEqual(['2026-02-27']);
    expect(looked).toBeLessThanOrEqual(found.length + BESIDE);
    expect((await read({ scope: { of: 'owned', projectIds: [mine, randomUUID()] }, project: other })).found).toEqual(
      [],
    );
  });

  test('everybody’s are each found once, page by page, whatever months they have seen', async () => {
    const { found, looked } = await read({ scope: { of: 'everything' } });
    expect(found).toHaveLength(OTHERS + 2);
    expect(new Set(found.map(({ launchId }) => launchId)).size).toBe(OTHERS + 2);
    expect(looked).toBeLessThanOrEqual(OTHERS + 2 + 3 * BESIDE);
  });

  test('of no class', async () => {
    expect((await read({ scope: { of: 'mine', userId: me }, class: '' })).found).toHaveLength(2);
    expect((await read({ scope: { of: 'mine', userId: me }, class: randomUUID() })).found).toEqual([]);
  });
});

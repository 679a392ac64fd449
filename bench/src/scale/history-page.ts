import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Recorded } from '#libs/event-sourcing';
import { HistoryQueries, type HistorySearch, projectHistory } from '#libs/history';
import { connectReadModels } from '#libs/read-models';
import { scannedBy } from '../../../libs/history/src/read/scanned-by.fixture.js';
import { startServer } from '../programs.js';
import { projectHistoryOf } from '../project-history-of.js';
import { projectStory } from '../project-story.js';
import type { ScaleRow } from './scale-row.js';

const PAGES = 50;
/** What an owner sees of so many entries: the rest is what others launched. */
const SEEN = 100;

const projectId = randomUUID();
const owner = randomUUID();

/** A project whose owner sees the first and the last entries. */
function* entries(count: number): Generator<Recorded> {
  const story = projectStory();
  const ofStream = (prefix: string) =>
    story.filter(({ stream }) => stream.startsWith(prefix)).flatMap(({ appended }) => appended);
  const [renamed] = ofStream('project-').filter(({ type }) => type === 'ProjectRenamed');
  const launched = ofStream('launch-');
  for (let n = 0; n < count; n += 1) {
    const isSeen = n < SEEN / 2 || n >= count - SEEN / 2;
    const event = isSeen ? renamed : launched[n % launched.length];
    if (event === undefined) throw new Error('the story has no such event');
    yield {
      ...event,
      data: { ...event.data, projectId },
      stream: isSeen ? `project-${projectId}` : `launch-${randomUUID()}`,
      revision: BigInt(n),
      position: BigInt(n + 1),
      at: new Date().toISOString(),
    };
  }
}

const measure = async (count: number, directory: string): Promise<Readonly<Record<string, number>>> => {
  const server = await startServer('documents', join(directory, 'documents'));
  const database = connectReadModels({
    url: server.connectionString,
    databaseName: 'bench',
    projections: [projectHistory],
  });
  const client = new MongoClient(server.connectionString);
  try {
    await projectHistoryOf(database, entries(count), count);
    const queries = new HistoryQueries(database.readModels);
    const viewer = { as: new Set(['owner'] as const), userId: owner, from: 0n };
    const middle = BigInt(SEEN / 2);
    const page = async (search: Partial<HistorySearch>): Promise<readonly [documents: number, ms: number]> => {
      const before = await scannedBy(client);
      const begun = performance.now();
      for (let n = 0; n < PAGES; n += 1) {
        const found = await queries.page({ projectId, viewer, limit: 1, after: middle, ...search });
        if (found.length !== 1) throw new Error(`a page of one has ${found.length} entries`);
      }
      const ms = (performance.now() - begun) / PAGES;
      return [((await scannedBy(client)) - before) / PAGES, ms];
    };
    await page({});
    const [documents, ms] = await page({});
    const [ofType] = await page({ type: 'ProjectRenamed' });
    const [backwards] = await page({ after: undefined, before: BigInt(count - SEEN / 2 + 1) });
    return { documents, 'documents, one type': ofType, 'documents, backwards': backwards, time: ms };
  } finally {
    await client.close();
    await database.close();
    await server.server.end('SIGTERM');
  }
};

/** An owner's page of one, with what others launched in between. Also looked at: the document at the bound, the catalogue. */
export const historyPage: ScaleRow = {
  what: 'history, an owner’s page of one',
  of: 'entries',
  sizes: [1_000, 20_000, 200_000],
  goals: {
    documents: { unit: 'documents', atMost: 3, growth: 1.1 },
    'documents, one type': { unit: 'documents', atMost: 3, growth: 1.1 },
    'documents, backwards': { unit: 'documents', atMost: 3, growth: 1.1 },
    time: { unit: 'ms' },
  },
  measure,
};

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '#libs/access';
import { createEventRegistry, type EventToAppend, Projector } from '#libs/event-sourcing';
import { createMemoryEventStore, ManualTiming, projectAll } from '#libs/event-sourcing/testing';
import { launchEvents } from '#libs/launches';
import { projectEvents } from '#libs/projects';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { HistoryQueries, type HistorySearch } from './history.queries.js';
import { projectHistory } from './project-history.projection.js';
import { scannedBy } from './scanned-by.fixture.js';

const { client, connectionString } = await startedDocuments();

const projectId = randomUUID();
const [me, somebody] = [randomUUID(), randomUUID()];
const mine = { launchId: randomUUID(), sessionId: randomUUID() };
const OTHERS = 2_000;

const event = (type: string, actor: string, data: object): EventToAppend => {
  const id = randomUUID();
  const metadata = { $correlationId: id, $causationId: id, commandId: id, bodyHash: '', actor, schemaVersion: 1 };
  return { id, type, data: { projectId, ...data }, metadata };
};

/** What is shown is a phase of a run; what is rare, that its disk is gone. */
const launchOf = (
  userId: string,
  count: number,
  { launchId, sessionId } = { launchId: randomUUID(), sessionId: randomUUID() },
): { stream: string; events: EventToAppend[] } => {
  const of = { launchId, sessionId, userId, run: 1 };
  const events = Array.from({ length: count }, () =>
    event('LaunchProgressed', 'system:saga', { ...of, phase: 'starting' }),
  );
  return { stream: `launch-${launchId}`, events };
};

describe('history queries', () => {
  const store = createMemoryEventStore(createEventRegistry([projectEvents, launchEvents]));
  let database: ReadModelsConnection;
  let queries: HistoryQueries;

  const append = async ({ stream, events }: { stream: string; events: EventToAppend[] }): Promise<void> => {
    const known = await store.read(stream);
    await store.append(stream, known.length === 0 ? 'no_stream' : BigInt(known.length - 1), events);
  };

  /** Six events that owners see, the last three behind everything that others launched; the fourth is one's own launch. */
  beforeAll(async () => {
    database = connectReadModels({
      url: connectionString,
      databaseName: 'history',
      projections: [projectHistory],
      // its catalogue, which is a document as well, is looked at again when a second has passed
      timing: new ManualTiming(),
    });
    const stream = `project-${projectId}`;
    await append({ stream, events: [event('ProjectCreated', me, { name: 'p', visibility: 'private', ownerId: me })] });
    await append({
      stream,
      events: [
        event('MemberRoleSet', me, { userId: somebody, role: 'owner' }),
        event('ProjectRenamed', somebody, { name: 'q' }),
      ],
    });
    await append(launchOf(somebody, OTHERS / 2));
    await append(launchOf(me, 1, mine));
    await append(launchOf(somebody, OTHERS / 2));
    await append({
      stream,
      events: [event('ProjectRenamed', me, { name: 'r' }), event('ProjectRenamed', somebody, { name: 's' })],
    });
    const projector = new Projector({
      events: store,
      store: database.projectionStore,
      projections: [projectHistory],
    });
    // a projector looks at documents as well
    await projectAll(projector, store);
    await database.readModels.position();
    queries = new HistoryQueries(database.readModels);
  });
  afterAll(async () => {
    await database.close();
  });

  const reads = async (
    search: Partial<HistorySearch>,
    as: Audience[] = ['owner'],
  ): Promise<{ found: string[]; looked: number; positions: bigint[] }> => {
    const viewer = { as: new Set(as), userId: me, from: 0n };
    const before = await scannedBy(client);
    const found = await queries.page({ projectId, viewer, limit: 1, ...search });
    const looked = (await scannedBy(client)) - before;
    return { looked, found: found.map(({ type }) => type), positions: found.map(({ position }) => BigInt(position)) };
  };

  const positionOf = async (index: number): Promise<bigint> => {
    const { positions } = await reads({ limit: 100 });
    return positions[index]!;
  };

  test('an owner’s pages come in log order, without what others launched', async () => {
    const { found, positions } = await reads({ limit: 100 });
    expect(found).toEqual([
      'ProjectCreated',
      'MemberRoleSet',
      'ProjectRenamed',
      'LaunchProgressed',
      'ProjectRenamed',
      'ProjectRenamed',
    ]);
    expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
    const after = await reads({ after: positions[1]!, limit: 3 });
    expect(after.positions).toEqual(positions.slice(2, 5));
  });

  test('what comes right before a position is a page too', async () => {
    const { positions } = await reads({ limit: 100 });
    expect((await reads({ before: positions[4]!, limit: 3 })).positions).toEqual(positions.slice(1, 4));
    expect((await reads({ after: positions[0]!, before: positions[4]!, limit: 2 })).positions).toEqual(
      positions.slice(1, 3),
    );
  });

  /** And the document at a bound, which is looked at to be left out. */
  const ONE_PAGE = 1 + 1;

  test('a page of one looks at one document, whatever lies between', async () => {
    const third = await positionOf(2);
    const fifth = await positionOf(4);
    for (const search of [
      {},
      { after: third },
      { before: fifth },
      { type: 'ProjectRenamed', after: third },
      { type: 'LaunchProgressed' },
      { type: 'DiskDiscarded' },
      { actor: me, after: third },
      { actor: somebody, after: third },
      { actor: 'system:saga' },
      { actor: somebody, type: 'ProjectRenamed', after: third },
      { actor: randomUUID() },
      { sessionId: mine.sessionId },
      { launchId: mine.launchId },
      { sessionId: randomUUID(), after: third },
      { launchId: randomUUID() },
    ]) {
      const { found, looked } = await reads(search);
      expect({ search, looked, few: looked <= ONE_PAGE }).toEqual({ search, looked, few: true });
      expect(found.length).toBeLessThanOrEqual(1);
    }
  });

  test('what is about one session, and one launch of it', async () => {
    for (const search of [{ sessionId: mine.sessionId }, { launchId: mine.launchId }])
      expect((await reads({ ...search, limit: 100 })).found).toEqual(['LaunchProgressed']);
  });

  test('a time stands for the last event until then', async () => {
    const [first] = await queries.page({
      projectId,
      viewer: { as: new Set(['auditor']), from: 0n },
      after: 0n,
      limit: 1,
    });
    const firstAt = Date.parse(first!.at);
    expect(await queries.positionAt(projectId, new Date(firstAt - 1))).toBe(0n);
    expect((await queries.positionAt(projectId, new Date(firstAt))) >= BigInt(first!.position)).toBe(true);
    const { positions } = await reads({ limit: 100 });
    expect(await queries.positionAt(projectId, new Date('2999-01-01'))).toBe(positions.at(-1));
    expect(await queries.positionAt(randomUUID(), new Date('2999-01-01'))).toBe(0n);
  });

  test('auditors find everything, at the same price', async () => {
    const { found, looked } = await reads({ limit: 50 }, ['auditor']);
    expect(found).toHaveLength(50);
    expect(looked).toBeLessThanOrEqual(51);
    const all: string[] = [];
    for await (const entry of queries.all({ projectId, viewer: { as: new Set(['auditor']), from: 0n } }))
      all.push(entry.position);
    expect(new Set(all).size).toBe(OTHERS + 6);
  });

  test('what came before a viewer may read is not found, whatever is asked for', async () => {
    const third = await positionOf(2);
    const viewer = { as: new Set(['member'] as const), userId: me, from: third };
    const inAll = [{}, { after: 0n }, { after: third - 2n }, { before: third + 1n }];
    const found = await Promise.all(inAll.map((search) => queries.page({ projectId, viewer, limit: 100, ...search })));
    const firsts = found.map(([first]) => BigInt(first?.position ?? 0));
    expect(firsts).toEqual(inAll.map(() => third));
    expect(await queries.page({ projectId, viewer, limit: 100, before: third })).toEqual([]);
  });

  test('members find what the live feed shows them', async () => {
    expect((await reads({ limit: 100 }, ['member'])).found).toHaveLength(6);
    expect((await reads({ limit: 100, viewer: { as: new Set(['member']), from: 0n } })).found).toHaveLength(5);
    expect((await reads({ limit: 100, viewer: { as: new Set(), from: 0n } })).found).toEqual([]);
  });
});

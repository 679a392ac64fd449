import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEventRegistry, deriveId } from '#libs/event-sourcing';
import { createMemoryEventStore, MemoryReadModels, recordings } from '#libs/event-sourcing/testing';
import { type SessionsEvent, sessionsEvents } from '../sessions.events.js';
import { added, addedData, projectId, removed } from '../sessions.fixture.js';
import { sessionsStream } from '../sessions.js';
import { launchStatusesOf } from './launch-statuses.fixture.js';
import { type LaunchStatuses, type ShownStatus, shownStatuses, type UsersLaunch } from './launch-statuses.js';
import { type SessionSort, sessionSorts } from './list-parts.js';
import { sessionDocuments } from './session.projection.js';
import { SessionQueries } from './session.queries.js';
import { SessionList, type SessionsWanted } from './session-list.js';
import { sessionsSummary } from './sessions-summary.projection.js';

const userId = '0a000000-0000-4000-8000-00000000000b';

/** A session as a spec wants it. `usedAt` and `status`: of the user's launch of it. */
interface Given {
  readonly name: string;
  readonly isRemoved?: boolean;
  readonly status?: ShownStatus | undefined;
  readonly usedAt?: number | undefined;
}

interface Known extends Given {
  readonly sessionId: string;
  readonly launchId: string;
}

const known = (given: readonly Given[]): Known[] =>
  given.map((session, index) => ({
    ...session,
    sessionId: deriveId('session', index),
    launchId: deriveId('launch', index),
  }));

const lastUsedAt = ({ usedAt = 0 }: Given): string => new Date(usedAt).toISOString();

const environmentOf = (sessionId: string): string => deriveId(sessionId, 'environment');

const queriesOf = async (sessions: readonly Known[]): Promise<SessionQueries> => {
  const registry = createEventRegistry([sessionsEvents]);
  const store = createMemoryEventStore(registry);
  const additions = sessions.map(({ sessionId, name }) => {
    const environment = { ...addedData(sessionId).environment, environmentId: environmentOf(sessionId) };
    return added(sessionId, { name, environment });
  });
  const removals = sessions.filter(({ isRemoved }) => isRemoved === true).map(({ sessionId }) => removed(sessionId));
  const events = recordings<SessionsEvent>(...additions, ...removals);
  await store.append(sessionsStream(projectId), 'no_stream', events);
  return new SessionQueries(new MemoryReadModels(store, registry, [sessionDocuments, sessionsSummary]), store);
};

const listOf = async (sessions: readonly Known[]): Promise<SessionList> => {
  const own: Map<string, UsersLaunch> = new Map();
  for (const session of sessions) {
    const { sessionId, launchId, status } = session;
    if (status !== undefined)
      own.set(environmentOf(sessionId), { launchId, sessionId, status, lastUsedAt: lastUsedAt(session) });
  }
  return new SessionList(await queriesOf(sessions), launchStatusesOf(new Map([[userId, own]])));
};

type Wanted = Omit<SessionsWanted, 'projectId' | 'userId' | 'from'>;

/** Ids of the whole list, page by page. */
const everyPage = async (list: SessionList, wanted: Wanted): Promise<string[]> => {
  const found: string[] = [];
  let from: SessionsWanted['from'];
  do {
    const { sessions, end } = await list.page({ ...wanted, projectId, userId, from });
    expect(sessions.length).toBeLessThanOrEqual(wanted.limit);
    found.push(...sessions.map(({ sessionId }) => sessionId));
    from = end;
  } while (from !== undefined);
  return found;
};

const inWords = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
const byName = (a: Known, b: Known): number =>
  inWords(a.name.toLowerCase(), b.name.toLowerCase()) || inWords(a.sessionId, b.sessionId);
const byLastUse = (a: Known, b: Known): number =>
  inWords(lastUsedAt(b), lastUsedAt(a)) || inWords(a.launchId, b.launchId);
const rank = ({ status }: Known): number => ['running', 'launching', 'paused', 'failed'].indexOf(status ?? '') + 1 || 5;

const compare: Readonly<Record<SessionSort, (a: Known, b: Known) => number>> = {
  added: () => 0,
  name: byName,
  'last-used': (a, b) =>
    Number(a.status === undefined) - Number(b.status === undefined) ||
    (a.status === undefined ? byName(a, b) : byLastUse(a, b)),
  status: (a, b) => rank(a) - rank(b) || (rank(a) === 5 ? byName(a, b) : byLastUse(a, b)),
};

/** What the list is by its definition: all of them looked at and sorted. */
const defined = (sessions: readonly Known[], { sort, status, query = '' }: Wanted): string[] =>
  sessions
    .filter(({ isRemoved }) => isRemoved !== true)
    .filter(({ name }) => name.toLowerCase().startsWith(query.toLowerCase()))
    .filter((session) => status === undefined || (session.status ?? 'inactive') === status)
    .sort(compare[sort])
    .map(({ sessionId }) => sessionId);

const session = fc.record(
  {
    name: fc.constantFrom('Analysis', 'analysis 2', 'Big data', 'big', 'Zürich', 'zoo', '🚀', 'a🚀'),
    isRemoved: fc.boolean(),
    status: fc.constantFrom(...shownStatuses),
    usedAt: fc.nat(3),
  },
  { requiredKeys: ['name'] },
);

describe('a list of sessions, page by page', () => {
  test('is the whole list in its order, each session once, whatever is asked for', async () => {
    const wanted = fc.record(
      {
        sort: fc.constantFrom(...sessionSorts),
        status: fc.constantFrom(...shownStatuses),
        query: fc.constantFrom('', 'A', 'big', 'big d', '🚀', 'x'),
        limit: fc.integer({ min: 1, max: 7 }),
      },
      { requiredKeys: ['sort', 'limit'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(session, { maxLength: 20 }), wanted, async (given, asked) => {
        const sessions = known(given);
        expect(await everyPage(await listOf(sessions), asked)).toEqual(defined(sessions, asked));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['launching', 'running'],
    ['paused', 'launching'],
    ['inactive', 'launching'],
    ['running', 'paused'],
  ] as const)('has a session once whose launch goes from %s to %s while a page is made', async (before, after) => {
    const sessions = known([{ name: 'Lab', status: before, usedAt: 1 }, { name: 'Other' }]);
    const [{ sessionId, launchId } = { sessionId: '', launchId: '' }] = sessions;
    const launch = { sessionId, launchId, lastUsedAt: lastUsedAt({ name: 'Lab', usedAt: 1 }) };
    const own = new Map([[environmentOf(sessionId), { ...launch, status: before }]]);
    const statuses = launchStatusesOf(new Map([[userId, own]]));
    const movesOn: LaunchStatuses = {
      ...statuses,
      lastUsed: async (...asked) => {
        const launches = await statuses.lastUsed(...asked);
        own.set(environmentOf(sessionId), { ...launch, status: after });
        return launches;
      },
    };
    const list = new SessionList(await queriesOf(sessions), movesOn);
    const { sessions: shown } = await list.page({ sort: 'status', limit: 10, projectId, userId });
    expect(shown.map(({ name }) => name).toSorted()).toEqual(['Lab', 'Other']);
  });

  test('a page gives up after ten looks at what does not belong to it, and says where to go on', async () => {
    const launched = Array.from({ length: 600 }, (): Given => ({ name: 'Used', status: 'running', usedAt: 1 }));
    const sessions = known([...launched, { name: 'Very last' }]);
    const list = await listOf(sessions);
    const wanted = { sort: 'name', status: 'inactive', limit: 10, projectId, userId } as const;
    const first = await list.page(wanted);
    expect(first.sessions).toEqual([]);
    const second = await list.page({ ...wanted, from: first.end });
    expect(second.sessions).toMatchObject([{ name: 'Very last' }]);
    expect(second.end).toBeUndefined();
  });

  test('reads no more than it shows where nothing is left out, however many there are', async () => {
    const queries = await queriesOf(known(Array.from({ length: 300 }, (_, index) => ({ name: `Session ${index}` }))));
    const read: number[] = [];
    const page = queries.page.bind(queries);
    queries.page = async (search, asked) => {
      const found = await page(search, asked);
      read.push(found.length);
      return found;
    };
    const list = new SessionList(queries, launchStatusesOf(new Map()));
    for (const sort of sessionSorts) await list.page({ sort, limit: 5, projectId, userId });
    expect(read).toEqual([5, 5, 5, 5]);
  });

  test('without launches everything is inactive', async () => {
    const list = new SessionList(await queriesOf(known([{ name: 'One' }])), undefined);
    expect(await everyPage(list, { sort: 'status', limit: 10 })).toEqual([deriveId('session', 0)]);
    expect(await everyPage(list, { sort: 'status', status: 'running', limit: 10 })).toEqual([]);
  });
});

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createEventRegistry } from '#libs/event-sourcing';
import { createMemoryEventStore, MemoryReadModels } from '#libs/event-sourcing/testing';
import { projectEvents } from '#libs/projects';
import { sessionsEvents } from '#libs/sessions';
import { type HistoryEntry, historyEntry } from './history-entry.js';
import { historyNames, NAMES_KEPT } from './history-names.projection.js';
import { NameQueries } from './name.queries.js';

const [projectId, sessionId, repositoryId] = [randomUUID(), randomUUID(), randomUUID()];
const [grace, linus] = [randomUUID(), randomUUID()];
const configuration = { resources: {}, repositories: 'all', storages: 'all' };
const environment = {
  environmentId: randomUUID(),
  name: 'Jupyter',
  keywords: [],
  image: { reference: 'docker.io/library/jupyter:1' },
};
const added = { sessionId, name: 'First', environment, source: { kind: 'image', reference: 'x' }, configuration };

const registry = createEventRegistry([projectEvents, sessionsEvents]);
let store: ReturnType<typeof createMemoryEventStore>;
let directory: Map<string, string>;
let names: NameQueries;

beforeEach(() => {
  store = createMemoryEventStore(registry);
  directory = new Map([
    [grace, 'Grace'],
    [linus, 'Linus'],
  ]);
  names = new NameQueries(new MemoryReadModels(store, registry, [historyNames]), {
    displayNames: (ids) => Promise.resolve(new Map([...directory].filter(([id]) => ids.includes(id)))),
  });
});

const happened = async (
  stream: 'project' | 'sessions',
  type: string,
  data: object,
  { project = projectId, actor = grace } = {},
): Promise<HistoryEntry> => {
  const id = randomUUID();
  const metadata = { $correlationId: id, $causationId: id, commandId: id, bodyHash: '', actor, schemaVersion: 1 };
  const name = `${stream}-${project}`;
  const { length } = await store.read(name);
  const event = { id, type, data: { projectId: project, ...data }, metadata };
  await store.append(name, length === 0 ? 'no_stream' : BigInt(length - 1), [event]);
  const recorded = (await store.read(name)).at(-1);
  const entry = recorded && historyEntry(recorded);
  if (entry === undefined) throw new Error('it is an event of no project');
  return entry;
};

const namesOf = async (...entries: HistoryEntry[]): Promise<object[]> =>
  (await names.named(entries)).map((entry) => entry.names);

describe('names in the history', () => {
  test('a session is called as it was called then, before and after it was renamed or removed', async () => {
    const first = await happened('sessions', 'EnvironmentAdded', added);
    const chosen = await happened('sessions', 'DefaultSessionChosen', { sessionId });
    const renamed = await happened('sessions', 'SessionConfigured', { sessionId, name: 'Second', configuration });
    const removed = await happened('sessions', 'SessionRemoved', { sessionId });
    expect(await namesOf(removed, chosen, first, renamed)).toEqual([
      { [sessionId]: 'Second', [grace]: 'Grace' },
      { [sessionId]: 'First', [grace]: 'Grace' },
      { [sessionId]: 'First', [grace]: 'Grace' },
      { [sessionId]: 'Second', [grace]: 'Grace' },
    ]);
  });

  test('projects that share a repository each call it by their own name', async () => {
    const url = 'https://git.example.org/a.git';
    const other = { project: randomUUID() };
    await happened('project', 'RepositoryConnected', { repositoryId, url, name: 'mine' });
    await happened('project', 'RepositoryConnected', { repositoryId, url, name: 'yours' }, other);
    const gone = await happened('project', 'RepositoryDisconnected', { repositoryId });
    const theirs = await happened('project', 'RepositoryDisconnected', { repositoryId }, other);
    expect(await namesOf(gone, theirs)).toMatchObject([{ [repositoryId]: 'mine' }, { [repositoryId]: 'yours' }]);
  });

  test('rule 5, people are named, who did it and whom it is about, until they are erased', async () => {
    const removed = await happened('project', 'MemberRemoved', { userId: linus });
    expect(await namesOf(removed)).toEqual([{ [grace]: 'Grace', [linus]: 'Linus' }]);
    directory.delete(linus);
    expect(await namesOf(removed)).toEqual([{ [grace]: 'Grace' }]);
  });

  test('what its reader does not see of an event is not named', async () => {
    const removed = await happened('project', 'MemberRemoved', { userId: linus });
    expect(await namesOf({ ...removed, data: {} })).toEqual([{ [grace]: 'Grace' }]);
  });

  test('a thing that is renamed without end keeps its newest names', async () => {
    const first = await happened('sessions', 'EnvironmentAdded', added);
    for (let count = 1; count <= NAMES_KEPT; count += 1)
      await happened('sessions', 'SessionConfigured', { sessionId, name: `Name ${count}`, configuration });
    const last = await happened('sessions', 'SessionConfigured', { sessionId, name: 'Last', configuration });
    expect(await namesOf(first, last)).toEqual([{ [grace]: 'Grace' }, { [sessionId]: 'Last', [grace]: 'Grace' }]);
  });
});

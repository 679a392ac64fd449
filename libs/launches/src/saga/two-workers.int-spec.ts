import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { type EventStoreServer, startEventStoreServer } from '#libs/embedded/event-store-server';
import {
  CommandExecutor,
  createEventRegistry,
  deriveId,
  type Event,
  type EventStore,
  type Evolver,
  Projector,
  type SharedLease,
  StreamStates,
  silentLog,
  systemTiming,
} from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { createEventStore } from '#libs/event-store';
import { personEvents } from '#libs/people';
import { projectEvents, projectStream } from '#libs/projects';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { resourceClassDocuments, resourcesEvents } from '#libs/resources';
import type { RunSpec, SessionRuntime } from '#libs/session-runtime';
import { sessionsEvents, sessionsStream } from '#libs/sessions';
import { launchEvents } from '../launch.events.js';
import { diskIdOf, type Launch, launchIdOf, launchStream } from '../launch.js';
import { defaultLaunchLimits } from '../launch-limits.js';
import { launchDocuments } from '../read/launch.projection.js';
import { a, configuration, ENVIRONMENT, PROJECT, SESSION } from '../testing/launches.js';
import { LaunchSaga } from './launch-saga.js';
import { LAUNCH_SHARDS, shardOf } from './scheduling/launch-shards.js';
import { ScriptedRuntime } from './testing/scripted-runtime.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const registry = createEventRegistry([projectEvents, sessionsEvents, launchEvents, personEvents, resourcesEvents]);
const projections = [launchDocuments, resourceClassDocuments];
const people = Array.from({ length: 24 }, (_, n) => deriveId('user', n));
const launchOf = (userId: string): string => launchIdOf(PROJECT, ENVIRONMENT, userId);

let directory: string;
let events: EventStoreServer;
let documents: DocumentServer;
let runtime: ScriptedRuntime;
let store: EventStore;
let executor: CommandExecutor;
let database: ReadModelsConnection;
let stopping: (() => Promise<unknown>)[];
let closing: (() => Promise<unknown>)[];

const connect = (): { store: EventStore; database: ReadModelsConnection } => ({
  store: createEventStore({ connectionString: events.connectionString, registry }),
  database: connectReadModels({ url: documents.connectionString, databaseName: 'workers', projections }),
});

interface Worker {
  readonly lease: SharedLease;
  /** Launches that it asked the runtime for. */
  readonly asked: Set<string>;
  /** Nothing that it does reaches anybody from one moment to the next. */
  readonly die: () => Promise<void>;
}

/** A saga with connections of its own, as in a process of its own. */
const startWorker = (): Worker => {
  const own = connect();
  const asked = new Set<string>();
  let isDead = false;
  const alive = <T>(ask: () => Promise<T>): Promise<T> => (isDead ? Promise.reject(new Error('dead')) : ask());
  // the official client breaks off what others in the process have asked when one is closed: this one is closed last
  const ownStore = Object.assign(Object.create(own.store) as EventStore, {
    read: (...asked: Parameters<EventStore['read']>) => own.store.read(...asked),
    append: (...asked: Parameters<EventStore['append']>) => alive(() => own.store.append(...asked)),
    follow: (...asked: Parameters<EventStore['follow']>) => own.store.follow(...asked),
    identity: () => own.store.identity(),
  });
  const reachable = Object.assign(Object.create(runtime) as SessionRuntime, {
    ensure: (spec: RunSpec) => {
      asked.add(spec.launchId);
      return alive(() => runtime.ensure(spec));
    },
  });
  const lease = own.database.sharedLease('launch-saga', LAUNCH_SHARDS);
  const saga = new LaunchSaga({
    store: ownStore,
    executor: (states) => new CommandExecutor(states, registry),
    runtime: reachable,
    readModels: own.database.readModels,
    checkpoints: own.database.projectionStore,
    probe: () => Promise.resolve(true),
    lease,
    limits: defaultLaunchLimits,
    clock: () => new Date(),
    timing: systemTiming,
    log: silentLog,
  });
  saga.start();
  stopping.push(() => saga.stop());
  closing.unshift(async () => {
    await own.store.close();
    if (!isDead) await own.database.close();
  });
  return {
    ...{ lease, asked },
    die: () => {
      isDead = true;
      return own.database.close();
    },
  };
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'renku-sessions-workers-'));
  events = await startEventStoreServer({ dataDir: join(directory, 'events'), port: 0 });
  documents = await startDocumentServer({ dataDir: join(directory, 'documents'), port: 0 });
  runtime = new ScriptedRuntime();
  const own = connect();
  ({ store, database } = own);
  executor = new CommandExecutor(new StreamStates(store), registry);
  stopping = [];
  const ending = new AbortController();
  const projector = new Projector({ events: store, store: database.projectionStore, projections });
  const projecting = projector.run({ signal: ending.signal });
  closing = [
    async () => {
      ending.abort();
      await projecting;
      await Promise.all([store.close(), database.close()]);
      await Promise.all([events.close(), documents.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  ];
  await happens(projectStream(PROJECT), 'ProjectCreated', {
    ...{ projectId: PROJECT, name: 'Flights', visibility: 'public', ownerId: people[0] },
  });
  const { environment, image, resources } = configuration;
  await happens(sessionsStream(PROJECT), 'EnvironmentAdded', {
    ...{ projectId: PROJECT, sessionId: SESSION, name: 'Notebooks' },
    environment: { ...environment, environmentId: ENVIRONMENT, image },
    source: { kind: 'catalogue', environmentId: ENVIRONMENT, version: 1 },
    configuration: { resources, repositories: 'all', storages: 'all' },
  });
});
afterEach(async () => {
  for (const end of [...stopping, ...closing]) await end();
});

const nothingFolded: Evolver<number, Event> = { initial: 0, evolve: {} };

/** Until its answer is known, however busy the machine is. */
const happens = async (stream: string, type: string, data: object): Promise<void> => {
  await executor.observe({ stream, evolver: nothingFolded, decide: () => [{ type, data }], part: 'spec' });
};

const launch = async (userId: string): Promise<void> => {
  const { data, type } = a.launched(1);
  const whose = { launchId: launchOf(userId), userId, diskId: diskIdOf(SESSION, userId) };
  await happens(launchStream(launchOf(userId)), type, { ...data, ...whose, ...configuration });
};

const typesOf = async (userId: string): Promise<readonly string[]> =>
  (await store.read(launchStream(launchOf(userId)))).map(({ type }) => type);

const allStarted = (userIds: readonly string[]): Promise<void> =>
  until('all run', async () => {
    const running = await database.readModels.documents<Launch>(launchDocuments).find({ status: 'running' });
    return running.length === userIds.length;
  });

test('two workers act each for its share; one is killed, the other has all of it within 15 s, and nothing is doubled', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await until('each has its share', () => [one, other].every(({ lease }) => lease.held === LAUNCH_SHARDS / 2));
  const [before, meanwhile] = [people.slice(0, 16), people.slice(16)];
  await Promise.all(before.map(launch));
  await allStarted(before);
  expect(one.asked.size + other.asked.size).toBe(before.length);
  expect(one.asked.size).toBeGreaterThan(0);
  expect(other.asked.size).toBeGreaterThan(0);
  const shards = new Set([...one.asked].map(shardOf));
  expect([...other.asked].filter((launchId) => shards.has(shardOf(launchId)))).toEqual([]);

  await one.die();
  const diedAt = performance.now();
  await Promise.all(meanwhile.map(launch));
  await until('the other has all', () => other.lease.held === LAUNCH_SHARDS);
  expect(performance.now() - diedAt).toBeLessThan(15_000);
  await allStarted(people);
  expect(runtime.made.map(({ launchId }) => launchId).toSorted()).toEqual(people.map(launchOf).toSorted());
  expect(runtime.ended).toEqual([]);
  for (const userId of people)
    expect((await typesOf(userId)).filter((type) => type === 'SessionStarted')).toHaveLength(1);
});

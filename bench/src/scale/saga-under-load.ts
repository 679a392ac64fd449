import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { domainEvents } from '#libs/domain';
import { CommandExecutor, type EventStore, type EventToAppend, Projector, systemTiming } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import {
  defaultLaunchLimits,
  type Launch,
  LaunchSaga,
  type LaunchSagaParts,
  launchDocuments,
  launchIdOf,
  launchShards,
  launchStream,
  type SagaPace,
  sagaCheckpoints,
} from '#libs/launches';
import { projectStream } from '#libs/projects';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { sessionsStream } from '#libs/sessions';
import { startServer } from '../programs.js';
import { BenchRuntime } from './bench-runtime.js';
import { sessionEvents, toAppend } from './many-sessions.js';

const registry = domainEvents();
const IN_FLIGHT = 64;
const shards: ReadonlySet<number> = new Set(launchShards);
const unheard = (): void => undefined;
const complain = (fields: object, message: string): void =>
  void process.stderr.write(`${message} ${JSON.stringify(fields, (_, value: unknown) => String(value))}\n`);

/** One launch of the bench: its events, from being asked for on. */
export interface BenchLaunch {
  readonly launchId: string;
  readonly run: 1;
  readonly asked: EventToAppend;
  readonly started: EventToAppend;
  readonly pauseRequested: EventToAppend;
  readonly paused: EventToAppend;
  readonly stopRequested: EventToAppend;
}

/** The saga on both embedded servers, a projector beside it, over a runtime that costs nothing. */
export class SagaUnderLoad {
  readonly runtime = new BenchRuntime();
  /** Streams that the saga read. */
  reads = 0;
  /** Documents that the saga was handed. */
  found = 0;
  private readonly projectId = randomUUID();
  private readonly sessions = sessionEvents(this.projectId, 1, 0);
  private readonly ending = new AbortController();
  private projecting: Promise<void> = Promise.resolve();
  private saga: LaunchSaga | undefined;

  private constructor(
    private readonly store: EventStore,
    private readonly database: ReadModelsConnection,
    private readonly servers: readonly { end(): Promise<unknown> }[],
  ) {}

  static async open(directory: string): Promise<SagaUnderLoad> {
    const events = await startServer('event-store', join(directory, 'events'));
    const documents = await startServer('documents', join(directory, 'documents'));
    const store = createEventStore({ connectionString: events.connectionString, registry });
    const database = connectReadModels({
      url: documents.connectionString,
      databaseName: 'bench',
      projections: [launchDocuments],
    });
    const world = new SagaUnderLoad(store, database, [events.server, documents.server]);
    await world.prepare();
    return world;
  }

  launch(): BenchLaunch {
    const [added] = this.sessions;
    const { sessionId, environment } = added?.data as {
      sessionId: string;
      environment: { environmentId: string; name: string; image: object; keywords: string[] };
    };
    const userId = randomUUID();
    const launchId = launchIdOf(this.projectId, environment.environmentId, userId);
    const key = { launchId, projectId: this.projectId, sessionId, userId, run: 1 };
    const { image, ...described } = environment;
    const mounted = { image, resources: { cpu: 1 }, repositories: [], storages: [] };
    const launched = { ...key, diskId: randomUUID(), environment: described, ...mounted };
    return {
      launchId,
      run: 1,
      asked: toAppend({ type: 'SessionLaunched', data: launched }),
      started: toAppend({ type: 'SessionStarted', data: { ...key, commits: [] } }),
      pauseRequested: toAppend({ type: 'SessionPauseRequested', data: { ...key, reason: 'asked' } }),
      paused: toAppend({ type: 'SessionPaused', data: { ...key, by: 'asked' } }),
      stopRequested: toAppend({ type: 'SessionStopRequested', data: { ...key, reason: 'asked', discard: false } }),
    };
  }

  /** To a new stream each, many at once. */
  async write(launches: readonly BenchLaunch[], events: (launch: BenchLaunch) => EventToAppend[]): Promise<void> {
    const waiting = [...launches];
    const writeNext = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        await this.store.append(launchStream(next.launchId), 'no_stream', events(next));
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, writeNext));
  }

  /** Behind what is there. */
  async say({ launchId }: BenchLaunch, event: EventToAppend): Promise<void> {
    const last = (await this.store.read(launchStream(launchId))).at(-1);
    await this.store.append(launchStream(launchId), last?.revision ?? 'no_stream', [event]);
  }

  async has({ launchId }: BenchLaunch, type: string): Promise<boolean> {
    return (await this.store.read(launchStream(launchId))).some((event) => event.type === type);
  }

  /** Until the documents show everything. */
  async projected(): Promise<void> {
    const head = await this.store.head();
    await until(() => this.database.readModels.waitFor(head, 1_000).catch(() => false));
  }

  /** From the log's end on, as after a saga that has settled everything. */
  async startSaga(pace: Partial<SagaPace> = {}): Promise<void> {
    const { projectionStore } = this.database;
    const log = await this.store.identity();
    const position = await this.store.head();
    for (const name of sagaCheckpoints) await projectionStore.begin(name, { position, log });
    this.saga = new LaunchSaga({ ...this.parts(), pace });
    this.saga.start();
  }

  async close(): Promise<void> {
    await this.saga?.stop();
    this.ending.abort();
    await this.projecting;
    await Promise.all([this.store.close(), this.database.close()]);
    for (const server of this.servers) await server.end();
  }

  private async prepare(): Promise<void> {
    const { projectId, store } = this;
    const created = { projectId, name: 'Flights', visibility: 'public', ownerId: randomUUID() };
    const project = toAppend({ type: 'ProjectCreated', data: created });
    await store.append(projectStream(projectId), 'no_stream', [project]);
    await store.append(sessionsStream(projectId), 'no_stream', this.sessions);
    const { projectionStore } = this.database;
    const projector = new Projector({ events: store, store: projectionStore, projections: [launchDocuments] });
    this.projecting = projector.run({ signal: this.ending.signal });
  }

  private parts(): LaunchSagaParts {
    const { database, runtime } = this;
    return {
      store: this.countingStore(),
      executor: (states) => new CommandExecutor(states, registry),
      ...{ runtime, readModels: this.countingReadModels(), checkpoints: database.projectionStore },
      probe: () => Promise.resolve(true),
      lease: {
        epoch: () => 1n,
        surpass: unheard,
        whileHeld: (work, signal) => work({ epoch: 1n, shards, signal }),
      },
      limits: defaultLaunchLimits,
      clock: () => new Date(),
      timing: systemTiming,
      log: { info: unheard, warn: unheard, error: complain },
    };
  }

  private countingStore(): EventStore {
    const read: EventStore['read'] = (...asked) => {
      this.reads += 1;
      return this.store.read(...asked);
    };
    return Object.assign(Object.create(this.store) as EventStore, {
      read,
      append: (...asked: Parameters<EventStore['append']>) => this.store.append(...asked),
      follow: (...asked: Parameters<EventStore['follow']>) => this.store.follow(...asked),
      identity: () => this.store.identity(),
    });
  }

  private countingReadModels(): LaunchSagaParts['readModels'] {
    const { readModels } = this.database;
    const documents = readModels.documents<Launch>(launchDocuments);
    return {
      position: () => readModels.position(),
      waitFor: (...asked) => readModels.waitFor(...asked),
      live: (...asked) => readModels.live(...asked),
      documents: () =>
        ({
          get: (id: string) => documents.get(id),
          find: async (...asked: Parameters<typeof documents.find>) => {
            const found = await documents.find(...asked);
            this.found += found.length;
            return found;
          },
        }) as never,
    };
  }
}

/** Looks again and again, a little later each time. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await delay(1);
};

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { type EventStoreServer, startEventStoreServer } from '#libs/embedded/event-store-server';
import {
  type CommandContext,
  type EventStore,
  type Policy,
  type Recorded,
  systemTiming,
  type Timing,
} from '#libs/event-sourcing';
import { createLogger } from '#libs/observability';
import { findBackingServices, nestOptions } from '#libs/platform';
import { ConnectRepository, CreateProject, type ProjectEvent, projectStream } from '#libs/projects';
import { readSettings } from '#libs/settings';
import { EVENT_STORE, policyProvider, whenever } from '#libs/slice';
import { DELIVERY_TIMING } from './notification-delivery.js';
import { WorkerProcessModule } from './worker-process.module.js';

/** What a policy of another slice asks. */
export class Templates {
  urlFor(projectId: string): Promise<string> {
    return Promise.resolve(`https://git.example.org/${projectId}.git`);
  }
}

const whenProjectCreatedThenConnectTemplate: Policy<ProjectEvent, Templates> = {
  name: 'when-project-created-then-connect-template',
  on: ['ProjectCreated'],
  then: async ({ stream }, templates) => {
    const projectId = stream.slice('project-'.length);
    return [{ name: 'connect', data: { projectId, url: await templates.urlFor(projectId) } }];
  },
};

const policies = [
  whenever(whenProjectCreatedThenConnectTemplate, {
    startAt: 'beginning',
    ports: Templates,
    commands: { connect: ConnectRepository },
  }),
];

/** As a slice's module declares them, beside its commands. */
@Module({ providers: [Templates, ...policies.map(policyProvider)] })
class SliceWithPolicy {}

/** Looks at once for what is due: a spec has nothing to do until it has. */
const hurried: Timing = { ...systemTiming, sleep: (_, signal) => systemTiming.sleep(20, signal) };

@Global()
@Module({ providers: [{ provide: DELIVERY_TIMING, useValue: hurried }], exports: [DELIVERY_TIMING] })
class HurriedDelivery {}

/** Workers on embedded servers of their own, with a policy that answers each new project with a repository. */
export class Workers {
  private readonly running = new Set<INestApplicationContext>();

  private constructor(
    private readonly dataDir: string,
    private readonly eventStore: EventStoreServer,
    private readonly documents: DocumentServer,
  ) {}

  static async on(): Promise<Workers> {
    const dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-worker-'));
    const eventStore = await startEventStoreServer({ dataDir: join(dataDir, 'events') });
    return new Workers(dataDir, eventStore, await startDocumentServer({ dataDir: join(dataDir, 'documents') }));
  }

  async start(
    own: Readonly<Record<string, string>> = {},
    logger = createLogger('silent'),
  ): Promise<INestApplicationContext> {
    const environment = {
      DATA_DIR: this.dataDir,
      SESSION_RUNTIME: 'local',
      IMAGE_CHECK: 'off',
      EVENTSTORE_URL: this.eventStore.connectionString,
      MONGODB_URL: this.documents.connectionString,
      SESSION_ACCESS_SECRET: 'a secret that is long enough for it',
      SHUTDOWN_DELAY: '0',
      ...own,
    };
    // of the operations' port
    const settings = { ...readSettings(environment, 'worker'), OPERATIONS_PORT: 0 };
    const context = { settings, logger, ending: new AbortController().signal };
    const root = WorkerProcessModule.of(context, await findBackingServices(context), [
      SliceWithPolicy,
      HurriedDelivery,
    ]);
    const worker = await NestFactory.createApplicationContext(root, nestOptions(context));
    this.running.add(worker);
    return worker;
  }

  async end(worker: INestApplicationContext): Promise<void> {
    this.running.delete(worker);
    await worker.close();
  }

  async close(): Promise<void> {
    for (const worker of this.running) await this.end(worker);
    await this.documents.close();
    await this.eventStore.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** A new project, and what happens to it from then on. */
export const createProject = async (worker: INestApplicationContext) => {
  const projectId = randomUUID();
  const context: CommandContext = {
    commandId: randomUUID(),
    actor: 'system:spec',
    correlationId: randomUUID(),
    causationId: randomUUID(),
  };
  const project = { projectId, name: 'A project', visibility: 'private' } as const;
  await worker.get(CommandBus).execute(new CreateProject(project, context));
  const store = worker.get<EventStore>(EVENT_STORE);
  const events = (): Promise<readonly Recorded[]> => store.read(projectStream(projectId));
  return { projectId, context, events };
};

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { type EventStoreServer, startEventStoreServer } from '#libs/embedded/event-store-server';
import { type CommandContext, type EventStore, type Policy } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { createLogger, Health } from '#libs/observability';
import { findBackingServices, nestOptions } from '#libs/platform';
import { ConnectRepository, CreateProject, type ProjectEvent, projectStream } from '#libs/projects';
import { readSettings } from '#libs/settings';
import { EVENT_STORE, policyProvider, whenever } from '#libs/slice';
import { WorkerProcessModule } from './worker-process.module.js';

/** What a policy of another slice asks. */
class Templates {
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
  whenever(whenProjectCreatedThenConnectTemplate, { ports: Templates, commands: { connect: ConnectRepository } }),
];

/** As a slice's module declares them, beside its commands. */
@Module({ providers: [Templates, ...policies.map(policyProvider)] })
class SliceWithPolicy {}

let dataDir: string;
let eventStoreServer: EventStoreServer;
let documentServer: DocumentServer;
let worker: INestApplicationContext;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-worker-'));
  eventStoreServer = await startEventStoreServer({ dataDir: join(dataDir, 'events') });
  documentServer = await startDocumentServer({ dataDir: join(dataDir, 'documents') });
  const environment = {
    DATA_DIR: dataDir,
    EVENTSTORE_URL: eventStoreServer.connectionString,
    MONGODB_URL: documentServer.connectionString,
    SESSION_ACCESS_SECRET: 'a secret that is long enough for it',
    SESSION_RUNTIME: 'local',
    SHUTDOWN_DELAY: '0',
  };
  // of the operations' port
  const settings = { ...readSettings(environment, 'worker'), OPERATIONS_PORT: 0 };
  const context = { settings, logger: createLogger('silent'), ending: new AbortController().signal };
  const root = WorkerProcessModule.of(context, await findBackingServices(context), [SliceWithPolicy]);
  worker = await NestFactory.createApplicationContext(root, nestOptions(context));
});
afterAll(async () => {
  await worker.close();
  await documentServer.close();
  await eventStoreServer.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('a worker runs the policies that slices declare, and their commands go over its command bus', async () => {
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
  await until('the policy has answered', async () => (await store.read(projectStream(projectId))).length > 1);
  const events = await store.read(projectStream(projectId));
  expect(events.map(({ type }) => type)).toEqual(['ProjectCreated', 'RepositoryConnected']);
  expect(events[1]).toMatchObject({
    data: { url: `https://git.example.org/${projectId}.git` },
    metadata: {
      actor: 'system:when-project-created-then-connect-template',
      $causationId: events[0]?.id,
      $correlationId: context.correlationId,
    },
  });
});

test('readiness names each of them', async () => {
  const { checks } = await worker.get(Health).readiness();
  expect(checks).toMatchObject({
    'policy:when-project-created-then-connect-template': { status: 'up', detail: 'acting' },
    projector: { status: 'up', detail: 'acting' },
    'launch-saga': { status: 'up', detail: 'acting' },
  });
});

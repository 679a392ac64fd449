import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type EventStore, type Recorded, StreamStates } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { Health } from '#libs/observability';
import { project, projectStream } from '#libs/projects';
import { EVENT_STORE } from '#libs/slice';
import { createProject, Workers } from './workers.fixture.js';

let workers: Workers;
let worker: INestApplicationContext;

beforeAll(async () => {
  workers = await Workers.on();
  worker = await workers.start();
});
afterAll(() => workers.close());

test('a worker runs the policies that slices declare, and their commands go over its command bus', async () => {
  const { projectId, context, events } = await createProject(worker);
  await until('the policy has answered', async () => (await events()).length > 1);
  const [created, connected] = await events();
  expect([created?.type, connected?.type]).toEqual(['ProjectCreated', 'RepositoryConnected']);
  expect(connected).toMatchObject({
    data: { url: `https://git.example.org/${projectId}.git` },
    metadata: {
      actor: 'system:when-project-created-then-connect-template',
      $causationId: created?.id,
      $correlationId: context.correlationId,
    },
  });
});

test('what others write comes by the log that the worker follows, and is not read', async () => {
  const { projectId, events } = await createProject(worker);
  const stream = projectStream(projectId);
  const states = worker.get(StreamStates);
  await until('the policy has answered', () => states.known(stream, project)?.revision === 1n);
  const [copied] = (await events()).slice(-1) as [Recorded];
  const store = worker.get<EventStore>(EVENT_STORE);
  const read = vi.spyOn(store, 'read');
  await store.append(stream, 1n, [{ ...copied, id: randomUUID() }]);
  await until('the worker knows of it', () => states.known(stream, project)?.revision === 2n);
  expect(read.mock.calls.filter(([asked]) => asked === stream)).toEqual([]);
  read.mockRestore();
});

test('readiness names each of them', async () => {
  const { checks } = await worker.get(Health).readiness();
  expect(checks).toMatchObject({
    'policy:when-project-created-then-connect-template': { status: 'up', detail: 'acting' },
    projector: { status: 'up', detail: 'acting' },
    'launch-saga': { status: 'up', detail: 'acting for 16 of 16 shards' },
    'log-following': { status: 'up' },
  });
});

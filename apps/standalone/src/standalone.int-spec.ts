import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { type EventStoreServer, startEventStoreServer } from '#libs/embedded/event-store-server';
import { until } from '#libs/event-sourcing/testing';
import { LogHub } from '#libs/history';
import { createLogger, Health } from '#libs/observability';
import { DATABASE, SESSION_RUNTIME } from '#libs/platform';
import { readSettings } from '#libs/settings';
import { EVENT_STORE } from '#libs/slice';
import { createApi } from '../../api/src/create-api.js';
import { listenApi } from '../../api/src/listen-api.js';
import { GatewayServer } from '../../gateway/src/gateway-server.js';
import { Launching } from '../../worker/src/launching.js';
import { Projecting } from '../../worker/src/projecting.js';
import { EmbeddedServersModule } from './embedded-servers.module.js';
import { StandaloneModule } from './standalone.module.js';

let dataDir: string;
let eventStoreServer: EventStoreServer;
let documentServer: DocumentServer;
let app: NestFastifyApplication;
const log: string[] = [];

/** Notes when the call begins, and when what it promises is done. */
const watch = <T extends object>(name: string, owner: T, method: keyof T): void => {
  const original = (owner[method] as () => unknown).bind(owner);
  const watched = async (): Promise<void> => {
    log.push(name);
    await original();
    log.push(`/${name}`);
  };
  Object.assign(owner, { [method]: watched });
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-standalone-'));
  // their thread runs compiled programs; here they are beside it
  eventStoreServer = await startEventStoreServer({ dataDir: join(dataDir, 'events') });
  documentServer = await startDocumentServer({ dataDir: join(dataDir, 'documents') });
  const settings = readSettings({
    DATA_DIR: dataDir,
    EVENTSTORE_URL: eventStoreServer.connectionString,
    MONGODB_URL: documentServer.connectionString,
    PORT: '0',
    SHUTDOWN_DELAY: '0',
    SESSION_RUNTIME: 'local',
    IMAGE_CHECK: 'off',
    JUPYTER_LAB: 'none',
  });
  const context = { settings, logger: createLogger('silent'), ending: new AbortController().signal };
  const servers = { started: Promise.resolve({ urls: {}, close: () => Promise.resolve() }) };
  app = await createApi(StandaloneModule.of(context, 'http://127.0.0.1:1', servers), context);
  await listenApi(app, settings);
  app.get(Health).started();
});
afterAll(async () => {
  await documentServer.close();
  await eventStoreServer.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('everything in one process', () => {
  test('listens, and is ready once its read models are built', async () => {
    const health = app.get(Health);
    await until('it is ready', async () => (await health.readiness()).ready);
    const { checks } = await health.readiness();
    expect(Object.keys(checks).sort()).toEqual([
      'database',
      'disk-notifier',
      'event-store',
      'gateway',
      'image-watcher',
      'launch-saga',
      'log-anchors',
      'log-following',
      'notification-delivery',
      'policy:when-image-available-then-notify',
      'policy:when-image-resolved-then-pin',
      'policy:when-launch-moves-on-then-tell',
      'policy:when-notification-raised-then-deliver',
      'policy:when-person-erased-then-close-inbox',
      'policy:when-person-erased-then-forget',
      'policy:when-person-erased-then-pass-on',
      'policy:when-person-invited-then-deliver',
      'policy:when-token-used-then-note',
      'projector',
      'read-models',
      'session-limits',
    ]);
  });

  test('ends in order: readiness, requests, worker, clients of the stores, stores', async () => {
    watch('readiness', app.get(Health), 'onModuleDestroy');
    watch('gateway', app.get(GatewayServer), 'beforeApplicationShutdown');
    watch('api', app.getHttpAdapter(), 'close');
    watch('launch saga', app.get(Launching), 'onApplicationShutdown');
    watch('projector', app.get(Projecting), 'onApplicationShutdown');
    watch('runtime', app.get(SESSION_RUNTIME), 'close');
    watch('log hub', app.get(LogHub), 'close');
    watch('event store client', app.get(EVENT_STORE), 'close');
    watch('database client', app.get(DATABASE), 'close');
    watch('embedded servers', app.get(EmbeddedServersModule), 'onApplicationShutdown');
    const { port } = app.getHttpServer().address() as { port: number };
    await app.close();
    const inOrder = (...names: string[]) => names.map((name) => log.indexOf(name));
    const isSorted = (places: number[]) =>
      places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));
    expect(log).toHaveLength(20);
    expect(isSorted(inOrder('readiness', '/readiness', 'gateway', '/gateway', 'api', '/api', 'launch saga'))).toBe(
      true,
    );
    for (const worker of ['launch saga', 'projector'])
      for (const client of ['runtime', 'event store client', 'database client'])
        expect([worker, client, isSorted(inOrder(`/${worker}`, client))]).toEqual([worker, client, true]);
    expect(isSorted(inOrder('/log hub', 'event store client'))).toBe(true);
    for (const client of ['event store client', 'database client'])
      expect(isSorted(inOrder(`/${client}`, 'embedded servers'))).toBe(true);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Deployment } from '../support/deployment.js';
import { endSessions } from '../support/session-processes.js';
import { until } from '../support/until.js';
import { type Loose, Person } from './support/person.js';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

let dataDir: string;
let deployment: Deployment;
let collector: Server;
const spans: Span[] = [];
let grace: Person;

beforeAll(async () => {
  collector = createServer((request, response) => {
    void json(request).then((body) => {
      const { resourceSpans } = body as Export;
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await until('the collector listens', () => Promise.resolve(collector.listening));
  const { port } = collector.address() as AddressInfo;
  dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-traces-'));
  deployment = await Deployment.in(dataDir, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  for (const member of ['stores', 'worker-1', 'gateway-1', 'api-1'] as const) await deployment.startOne(member);
  const url = deployment.url('api-1');
  const token = await deployment.token('grace');
  const me = await fetch(`${url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
  const { userId } = (await me.json()) as { userId: string };
  grace = new Person(url, token, userId, { position: 0n });
  await until('the catalogue is there', async () => (await grace.get<Loose[]>('/environments')).body.length > 0);
});
afterAll(async () => {
  await deployment.end();
  collector.closeAllConnections();
  collector.close();
  await endSessions(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

const ofTrace = (): Span[] => spans.filter((span) => span.traceId === traceId);
const named = (name: string): Span | undefined => ofTrace().find((span) => span.name === name);

test('a launch is one trace: from the request to the session that can be entered, over two processes', async () => {
  const projectId = await grace.createProject();
  await grace.addSession(projectId);
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
  const response = await fetch(`${deployment.url('api-1')}/api/v1/projects/${projectId}/launch`, {
    method: 'POST',
    headers: { ...headers, Authorization: `Bearer ${await deployment.token('grace')}` },
  });
  expect(response.status).toBeLessThan(300);
  const request = 'POST /api/v1/projects/:projectId/launch';
  const chain = [request, 'command LaunchSession', 'event SessionLaunched', 'event SessionStarted', 'runtime ensure'];
  const seen = ['projection SessionLaunched', 'projection SessionStarted', 'live feeds SessionStarted'];
  await until(
    'all is told',
    () => Promise.resolve([...chain, ...seen].every((name) => named(name) !== undefined)),
    60_000,
  );
  const parentOf = (name: string): string | undefined => {
    const parent = named(name)?.parentSpanId;
    return ofTrace().find(({ spanId }) => spanId === parent)?.name;
  };
  expect(parentOf('command LaunchSession')).toBe(request);
  expect(parentOf('event SessionLaunched')).toBe('command LaunchSession');
  expect(parentOf('runtime ensure')).toBe('event SessionLaunched');
  expect(parentOf('projection SessionLaunched')).toBe('event SessionLaunched');
  expect(parentOf('event SessionStarted')).toBe('event LaunchProgressed');
  expect(parentOf('live feeds SessionStarted')).toBe('event SessionStarted');
  const ids = ofTrace().map(({ spanId }) => spanId);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

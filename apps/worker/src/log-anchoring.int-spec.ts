import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { anchorsIn, asStored, SigningKeys, storedEvents, TrustedKeys, verifyLog } from '#libs/audit';
import { domainEvents } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { createEventStore } from '#libs/event-store';
import { Health } from '#libs/observability';
import { BACKING_SERVICES, type BackingServices } from '#libs/platform';
import { EVENT_STORE } from '#libs/slice';
import { createProject, Workers } from './workers.fixture.js';

// a lease passes on within seconds
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const text = SigningKeys.generate();
const keys = new TrustedKeys(JSON.stringify({ keys: SigningKeys.parse(text).publicKeys }));

let directory: string;
let workers: Workers;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'anchoring-'));
  await writeFile(join(directory, 'key.pem'), text);
  settings = { SIGNING_KEY_FILE: join(directory, 'key.pem') };
  workers = await Workers.on();
});
afterAll(async () => {
  await workers.close();
  await rm(directory, { recursive: true, force: true });
});

const stateOf = async (worker: INestApplicationContext): Promise<string | undefined> =>
  (await worker.get(Health).readiness()).checks['log-anchors']?.detail;

const storeOf = (worker: INestApplicationContext) => worker.get<EventStore>(EVENT_STORE);

const verified = async (worker: INestApplicationContext) => {
  const connectionString = worker.get<BackingServices>(BACKING_SERVICES).eventStoreUrl;
  const stored = createEventStore({ connectionString, registry: asStored(domainEvents()) });
  const [anchors, log] = [await anchorsIn(storeOf(worker)), await stored.identity()];
  const events = storedEvents(stored, { after: 0n, signal: new AbortController().signal });
  try {
    return await verifyLog({ log, anchors, events, keys });
  } finally {
    await stored.close();
  }
};

describe('rule 15, a worker', () => {
  test('without a key anchors nothing, and says so', async () => {
    const worker = await workers.start();
    expect(await stateOf(worker)).toBe('off: SIGNING_KEY_FILE names no key');
    await workers.end(worker);
  });

  test('that cannot anchor says so and why, for as long as it cannot', async () => {
    const other = await Workers.on();
    try {
      const worker = await other.start();
      const client = EventStoreDBClient.connectionString(worker.get<BackingServices>(BACKING_SERVICES).eventStoreUrl);
      const data = { version: 'of another program' };
      await client.appendToStream('log-anchors', jsonEvent({ id: randomUUID(), type: 'LogAnchored', data }));
      await client.dispose();
      await other.end(worker);
      const failing = await other.start(settings);
      const readiness = () => failing.get(Health).readiness();
      await until('it says so', async () => (await readiness()).checks['log-anchors']?.status === 'degraded');
      expect((await readiness()).problems).toContainEqual(
        expect.objectContaining({
          check: 'log-anchors',
          detail: expect.stringMatching(/^failed \d+ times: .*LogAnchored/),
        }),
      );
    } finally {
      await other.close();
    }
  });

  test('goes on anchoring after the store’s clock was ahead', async () => {
    const other = await Workers.on();
    const ahead = Date.now() + 10 * 365 * 24 * 60 * 60_000;
    const clock = vi.spyOn(Date, 'now').mockReturnValue(ahead);
    try {
      const before = await other.start(settings);
      await until('there is an anchor', async () => (await anchorsIn(storeOf(before))).length > 0);
      clock.mockRestore();
      await other.end(before);
      const worker = await other.start(settings);
      const [created] = await (await createProject(worker)).events();
      const isHeld = async () =>
        BigInt((await anchorsIn(storeOf(worker))).at(-1)?.data.position ?? 0) >= created!.position;
      await until('what happened since is anchored', isHeld);
      expect(await verified(worker)).toMatchObject({ isWhole: true });
    } finally {
      clock.mockRestore();
      await other.close();
    }
  });

  test('anchors what happened, and of two workers one does', async () => {
    const first = await workers.start(settings);
    await until('there is an anchor', async () => (await anchorsIn(storeOf(first))).length > 0);
    const second = await workers.start(settings);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['acting', 'standing by']);
    await createProject(second);
    await workers.end(first);
    await until('the other has taken over', async () => (await stateOf(second)) === 'acting');
    expect(await verified(second)).toMatchObject({ isWhole: true, anchors: 1 });
  });
});

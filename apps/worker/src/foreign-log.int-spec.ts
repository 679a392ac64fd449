import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startEventStoreServer } from '#libs/embedded/event-store-server';
import { until } from '#libs/event-sourcing/testing';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { createProject, Workers } from './workers.fixture.js';

// on a busy machine servers take seconds
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let workers: Workers;
beforeAll(async () => {
  workers = await Workers.on();
});
afterAll(() => workers.close());

test('a worker does not start on an event store that its documents are not of, and takes nothing from those that run', async () => {
  const worker = await workers.start();
  const { events } = await createProject(worker);
  await until('a policy has answered', async () => (await events()).length === 2);
  const dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-foreign-log-'));
  const other = await startEventStoreServer({ dataDir });
  try {
    await expect(workers.start({ EVENTSTORE_URL: other.connectionString })).rejects.toThrow(
      /was written for event log .*: connect the event store that belongs to these read models/,
    );
    const leases = await worker.get<ReadModelsConnection>(DATABASE).leases();
    expect(leases.get('launch-saga')?.members).toHaveLength(1);
  } finally {
    await other.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});

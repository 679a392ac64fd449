import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import {
  createLocalRuntime,
  createLocalRuntimeReader,
  type RunKey,
  type SessionRuntime,
  type SessionRuntimeReader,
  StaleEpochError,
} from '#libs/session-runtime';
import { LAUNCH, USER } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import { SagaWorld } from './testing/saga-world.js';

let directory: string;
let reader: SessionRuntimeReader;
let world: SagaWorld;
let process: { readonly saga: LaunchSaga; readonly runtime: SessionRuntime };

const connect = (): SessionRuntime =>
  createLocalRuntime({
    dataDir: directory,
    listensBeyondLoopback: false,
    outbound: { allowed: [], ownStores: [] },
    jupyter: 'none',
    bubblewrap: 'none',
    graceMs: 2_000,
  });

const probe = async ({ launchId, run }: RunKey): Promise<boolean> => {
  const endpoint = await reader.endpoint(launchId);
  if (endpoint?.run !== run) return false;
  return (await fetch(new URL(endpoint.landingPath, endpoint.origin), { headers: endpoint.headers })).ok;
};

const begin = (): void => {
  const runtime = connect();
  const saga = world.saga({ runtime, probe });
  saga.start();
  process = { saga, runtime };
};

const end = async (): Promise<void> => {
  await process.saga.stop();
  await process.runtime.close();
};

const comesTo = (status: string): Promise<void> =>
  until(`it is ${status}`, async () => (await world.launch(LAUNCH)).status === status);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'renku-sessions-saga-'));
  reader = createLocalRuntimeReader({ dataDir: directory, listensBeyondLoopback: false });
  world = await SagaWorld.create();
  begin();
});

afterEach(async () => {
  for (const run of await process.runtime.list()) await process.runtime.end(run, world.epoch ?? 0n);
  await until('no run is left', async () => (await process.runtime.list()).length === 0);
  await end();
  await rm(directory, { recursive: true, force: true });
});

test('a real session is launched, survives the saga, is paused, resumed, lost and discarded', async () => {
  await world.launchAs(USER);
  await comesTo('running');
  const first = await reader.endpoint(LAUNCH);
  expect(first).toMatchObject({ launchId: LAUNCH, run: 1 });

  // another worker takes over
  await end();
  world.epoch = 2n;
  await world.pause(LAUNCH);
  begin();
  await comesTo('paused');
  expect(await process.runtime.list()).toEqual([]);

  await world.resume(LAUNCH);
  await comesTo('running');
  expect(await process.runtime.list()).toMatchObject([{ launchId: LAUNCH, run: 2, status: 'ready' }]);

  // the one that it took over from wakes up and knows nothing of that
  const elsewhere = connect();
  await expect(elsewhere.end({ launchId: LAUNCH, run: 2 }, 1n)).rejects.toBeInstanceOf(StaleEpochError);
  expect(await elsewhere.look(LAUNCH)).toMatchObject([{ run: 2, status: 'ready' }]);
  await elsewhere.end({ launchId: LAUNCH, run: 2 }, 2n);
  await elsewhere.close();
  await comesTo('failed');
  expect(await world.launch(LAUNCH)).toMatchObject({ reason: { code: 'GONE' } });

  await world.stop(LAUNCH, true);
  await until('the disk is discarded', () => world.story(LAUNCH).includes('DiskDiscarded'));
  expect(await world.launch(LAUNCH)).toMatchObject({ status: 'inactive', disks: [] });
}, 30_000);

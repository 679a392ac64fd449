import { afterEach, describe, expect, test } from 'vitest';
import { deriveId, type EventStore, type ReadModels } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { sessionsStream } from '#libs/sessions';
import { launchIdOf } from '../launch.js';
import { ENVIRONMENT, LAUNCH, PROJECT, SESSION, USER } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import { sagaCheckpoints } from './observing/saga-checkpoints.js';
import { SagaWorld } from './testing/saga-world.js';

const sagas: LaunchSaga[] = [];

afterEach(async () => {
  await Promise.all(sagas.splice(0).map((saga) => saga.stop()));
});

/** A saga at work beside the API, and what it alone asked for since it was asked last. */
const counted = async (world: SagaWorld, pace = {}) => {
  const reads: string[] = [];
  const found: string[] = [];
  let lists = 0;
  let passes = 0;
  const store = Object.assign(Object.create(world.store) as EventStore, {
    read: (...asked: Parameters<EventStore['read']>) => {
      reads.push(asked[0]);
      return world.store.read(...asked);
    },
  });
  const list = world.runtime.list.bind(world.runtime);
  world.runtime.list = () => {
    lists += 1;
    return list();
  };
  const readModels = Object.assign(Object.create(world.readModels) as ReadModels, {
    documents: (...asked: Parameters<ReadModels['documents']>) => {
      const documents = world.readModels.documents<{ launchId: string }>(asked[0]);
      return {
        ...documents,
        find: async (...query: Parameters<typeof documents.find>) => {
          if (query[0]['status'] === 'stopping') passes += 1;
          const all = await documents.find(...query);
          found.push(...all.map(({ launchId }) => launchId));
          return all;
        },
      };
    },
  });
  const saga = world.saga({ store, readModels, pace: { tickMs: 5, resyncMs: 60_000, probeMs: 2, endMs: 20, ...pace } });
  sagas.push(saga);
  saga.start();
  await until('it has looked at everything once', () => lists === 1 && passes > 0);
  return {
    passes: () => passes,
    since: () => ({ reads: reads.splice(0), lists: lists, found: found.splice(0) }),
    reset: () => {
      lists = 0;
      reads.length = 0;
      found.length = 0;
    },
  };
};

const comesTo = (world: SagaWorld, status: string, launchId = LAUNCH): Promise<void> =>
  until(`it is ${status}`, async () => (await world.launch(launchId)).status === status);

const settles = async (world: SagaWorld): Promise<void> => {
  const { length } = world.store.log;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(world.store.log).toHaveLength(length);
};

describe('what the saga asks for', () => {
  test('launch → running: at most 6 streams, and no listing of the runtime', async () => {
    const world = await SagaWorld.create();
    const { since, reset } = await counted(world);
    reset();
    await world.launchAs(USER);
    await comesTo(world, 'running');
    await settles(world);
    const { reads, lists } = since();
    expect(lists).toBe(0);
    expect(reads.length).toBeLessThanOrEqual(6);
  });

  test('launch → running, of a runtime that shows all its phases and of a project that is known: one', async () => {
    const world = await SagaWorld.create();
    const { since, reset } = await counted(world);
    await world.launchAs(deriveId('somebody else'));
    await comesTo(world, 'running', launchIdOf(PROJECT, ENVIRONMENT, deriveId('somebody else')));
    await settles(world);
    reset();
    world.runtime.onEnsure = () => undefined;
    await world.launchAs(USER);
    for (const phase of ['disk', 'pulling', 'cloning', 'checking'] as const) {
      world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'starting', phase, warnings: [] });
      await until(`it shows ${phase}`, async () => (await world.launch(LAUNCH)).phase === phase);
    }
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'ready', commits: [], warnings: [] });
    await comesTo(world, 'running');
    await settles(world);
    const { reads, lists } = since();
    expect(lists).toBe(0);
    expect(reads.length).toBeLessThanOrEqual(2);
  });

  test('pause → paused: at most 4 streams, and no listing of the runtime', async () => {
    const world = await SagaWorld.create();
    const { since, reset } = await counted(world);
    await world.launchAs(USER);
    await comesTo(world, 'running');
    await settles(world);
    reset();
    await world.pause(LAUNCH);
    await comesTo(world, 'paused');
    await settles(world);
    const { reads, lists } = since();
    expect(lists).toBe(0);
    expect(reads.length).toBeLessThanOrEqual(4);
    expect(world.runtime.ended).toEqual([{ launchId: LAUNCH, run: 1 }]);
  });

  test('pass after pass: nothing of what rests, and no stream of what runs as it should', async () => {
    const world = await SagaWorld.create();
    const users = Array.from({ length: 12 }, (_, n) => deriveId('user', n));
    const resting = users.map((user) => launchIdOf(PROJECT, ENVIRONMENT, user));
    const { since, reset, passes } = await counted(world, { resyncMs: 10 });
    for (const user of users) await world.launchAs(user);
    for (const launchId of resting) await comesTo(world, 'running', launchId);
    for (const [n, launchId] of resting.entries()) await (n % 2 === 0 ? world.pause(launchId) : world.stop(launchId));
    for (const [n, launchId] of resting.entries()) await comesTo(world, n % 2 === 0 ? 'paused' : 'inactive', launchId);
    await world.launchAs(USER);
    await comesTo(world, 'running');
    await settles(world);
    reset();
    const before = passes();
    await until('there were three more passes', () => passes() > before + 3);
    const { reads, found } = since();
    expect(reads).toEqual([]);
    expect(new Set(found)).toEqual(new Set([LAUNCH]));
  });

  test('at the start of the next process: nothing of what rests', async () => {
    const world = await SagaWorld.create();
    await counted(world);
    await world.launchAs(USER);
    await comesTo(world, 'running');
    await world.pause(LAUNCH);
    await comesTo(world, 'paused');
    await until('that is settled', async () => {
      const settled = [...(await world.checkpoints.checkpoints(sagaCheckpoints)).values()];
      return settled.length > 0 && settled.every(({ position }) => position === world.store.log.at(-1)?.position);
    });
    await sagas.pop()?.stop();
    const { since } = await counted(world);
    await settles(world);
    expect(since()).toMatchObject({ reads: [], found: [] });
  });
});

describe('a right that was taken away', () => {
  const removed = { type: 'SessionRemoved', data: { projectId: PROJECT, sessionId: SESSION } };

  test('is seen to by the next process where this one died before it had: also of what rests', async () => {
    const world = await SagaWorld.create();
    await counted(world);
    await world.launchAs(USER);
    await comesTo(world, 'running');
    await world.pause(LAUNCH);
    await comesTo(world, 'paused');
    world.readModels.isFollowing = false;
    await world.happens(sessionsStream(PROJECT), removed);
    await world.happens(sessionsStream(PROJECT), { type: 'DefaultSessionChosen', data: removed.data });
    await until('it waits', () => world.logged.includes('launch saga: the read models are behind'));
    await sagas.pop()?.stop();
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'paused' });
    world.readModels.isFollowing = true;
    await counted(world);
    await comesTo(world, 'inactive');
    expect(await world.launch(LAUNCH)).toMatchObject({ reason: { code: 'session-removed' } });
  });
});

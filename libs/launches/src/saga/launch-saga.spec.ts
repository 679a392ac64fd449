import { afterEach, describe, expect, test } from 'vitest';
import { deriveId } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { projectStream } from '#libs/projects';
import { sessionsStream } from '#libs/sessions';
import { diskIdOf, launchIdOf } from '../launch.js';
import { ENVIRONMENT, LAUNCH, PROJECT, SESSION, USER } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import type { LaunchSagaParts } from './launch-saga.parts.js';
import { SagaWorld } from './testing/saga-world.js';

const MINUTE = 60_000;
const sagas: LaunchSaga[] = [];

const start = (world: SagaWorld, overrides?: Partial<LaunchSagaParts>): LaunchSaga => {
  const saga = world.saga(overrides);
  sagas.push(saga);
  saga.start();
  return saga;
};

afterEach(async () => {
  await Promise.all(sagas.splice(0).map((saga) => saga.stop()));
});

const comesTo = (world: SagaWorld, status: string, launchId = LAUNCH): Promise<void> =>
  until(`it is ${status}`, async () => (await world.launch(launchId)).status === status);

const isRunning = async (): Promise<SagaWorld> => {
  const world = await SagaWorld.create();
  start(world);
  await world.launchAs(USER);
  await comesTo(world, 'running');
  return world;
};

describe('the saga acts on', () => {
  test('what is asked', async () => {
    const world = await isRunning();
    await world.pause(LAUNCH);
    await comesTo(world, 'paused');
    await world.resume(LAUNCH);
    await comesTo(world, 'running');
    await world.stop(LAUNCH, true);
    await until('the disk is discarded', () => world.story(LAUNCH).includes('DiskDiscarded'));
    expect(world.runtime.runsOf(LAUNCH)).toEqual([]);
  });

  test('what was asked before it began', async () => {
    const world = await SagaWorld.create();
    await world.launchAs(USER);
    start(world);
    await comesTo(world, 'running');
  });

  test('a session that was removed before it began, be its launch only paused', async () => {
    const world = await SagaWorld.create();
    await world.launchAs(USER);
    await world.pause(LAUNCH);
    await world.reconcile(LAUNCH);
    const data = { projectId: PROJECT, sessionId: SESSION };
    await world.happens(sessionsStream(PROJECT), { type: 'SessionRemoved', data });
    start(world);
    await comesTo(world, 'inactive');
  });

  test('what the runtime shows', async () => {
    const world = await isRunning();
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'exited' });
    await comesTo(world, 'paused');
  });

  test('what the feed did not tell, at the next pass', async () => {
    const world = await SagaWorld.create();
    start(world, { pace: { tickMs: 5, resyncMs: 20, probeMs: 2, endMs: 20, readModelsMs: 1 } });
    await world.launchAs(USER);
    await comesTo(world, 'running');
    world.runtime.isFeeding = false;
    world.runtime.vanish({ launchId: LAUNCH, run: 1 });
    await comesTo(world, 'failed');
  });

  test('deadlines', async () => {
    const world = await SagaWorld.create();
    world.runtime.onEnsure = () => undefined;
    start(world);
    await world.launchAs(USER);
    await until('it is made', () => world.runtime.made.length === 1);
    world.later(15 * MINUTE);
    await comesTo(world, 'failed');
    await until('it is gone', () => world.runtime.runsOf(LAUNCH).length === 0);
  });

  test('lost access', async () => {
    const world = await isRunning();
    const data = { projectId: PROJECT, visibility: 'private' };
    await world.happens(projectStream(PROJECT), { type: 'ProjectVisibilityChanged', data });
    await comesTo(world, 'paused');
  });

  test('a removed session', async () => {
    const world = await isRunning();
    const data = { projectId: PROJECT, sessionId: SESSION };
    await world.happens(sessionsStream(PROJECT), { type: 'SessionRemoved', data });
    await comesTo(world, 'inactive');
  });
});

describe('the saga converges', () => {
  test('when 100 people launch at the same time', async () => {
    const world = await SagaWorld.create();
    start(world);
    const users = Array.from({ length: 100 }, (_, n) => deriveId('user', n));
    await Promise.all(users.map((user) => world.launchAs(user)));
    const launchIds = users.map((user) => launchIdOf(PROJECT, ENVIRONMENT, user));
    await until('all have started', () => launchIds.every((id) => world.story(id).includes('SessionStarted')));
    expect(world.runtime.made).toHaveLength(100);
    expect(new Set(world.runtime.made.map(({ launchId }) => launchId)).size).toBe(100);
  });

  test('when two processes believe that they hold the lease', async () => {
    const world = await SagaWorld.create();
    start(world);
    start(world);
    await world.launchAs(USER);
    await comesTo(world, 'running');
    await world.pause(LAUNCH);
    await comesTo(world, 'paused');
    expect(world.runtime.made).toHaveLength(1);
    expect(world.story(LAUNCH).filter((type) => type === 'SessionStarted')).toHaveLength(1);
    expect(world.story(LAUNCH).filter((type) => type === 'SessionPaused')).toHaveLength(1);
  });

  test('when the log’s connection is cut', async () => {
    const world = await SagaWorld.create();
    start(world);
    await world.launchAs(USER);
    world.store.disconnect();
    await comesTo(world, 'running');
    world.store.disconnect();
    await world.pause(LAUNCH);
    await comesTo(world, 'paused');
  });

  test('when the lease comes back', async () => {
    const world = await SagaWorld.create();
    world.epoch = undefined;
    start(world);
    await world.launchAs(USER);
    expect(world.runtime.made).toEqual([]);
    world.epoch = 1n;
    await comesTo(world, 'running');
  });

  test('although one launch cannot be dealt with', async () => {
    const world = await SagaWorld.create();
    const poisoned = deriveId('poisoned');
    const ensure = world.runtime.ensure.bind(world.runtime);
    world.runtime.ensure = (spec) =>
      spec.diskId === diskIdOf(SESSION, poisoned) ? Promise.reject(new Error('poison')) : ensure(spec);
    start(world, { pace: { concurrency: 1, tickMs: 5, probeMs: 2, backOff: { firstMs: 2, maxMs: 20 } } });
    await world.launchAs(poisoned);
    await world.launchAs(USER);
    await comesTo(world, 'running');
    world.later(15 * MINUTE);
    await comesTo(world, 'failed', launchIdOf(PROJECT, ENVIRONMENT, poisoned));
  });
});

describe('rule 10, limits: the queue', () => {
  const environments = [1, 2, 3].map((n) => deriveId('environment', n));
  const launchIds = environments.map((environmentId) => launchIdOf(PROJECT, environmentId, USER));

  const launchThree = async (world: SagaWorld): Promise<void> => {
    for (const environmentId of environments) {
      await world.addSession(deriveId('session', environmentId), environmentId);
      await world.launchAs(USER, deriveId('session', environmentId), environmentId);
      world.later(1000);
    }
  };

  test('lets so many of one user run, and the next one when one ends, in the order they were asked', async () => {
    const world = await SagaWorld.create({ limits: { runningPerUser: 1 } });
    start(world);
    await launchThree(world);
    const [first = '', second = '', third = ''] = launchIds;
    await comesTo(world, 'running', first);
    await until('the third waits', async () => (await world.launch(third)).phase === 'queued');
    await until('the second waits', async () => (await world.launch(second)).phase === 'queued');
    await world.stop(first);
    await comesTo(world, 'running', second);
    expect((await world.launch(third)).phase).toBe('queued');
    expect(world.runtime.made).toHaveLength(2);
    await world.pause(second);
    await comesTo(world, 'running', third);
  });

  test('does not guess while the read models are behind', async () => {
    const world = await SagaWorld.create({ limits: { runningPerUser: 1 } });
    start(world);
    await until('it observes', () => world.runtime.isFeeding);
    world.readModels.isFollowing = false;
    await world.launchAs(USER);
    await until('it says so', () => world.logged.includes('launch saga: the read models are behind'));
    expect(world.runtime.made).toEqual([]);
    world.readModels.isFollowing = true;
    await comesTo(world, 'running');
  });
});

describe('orphans', () => {
  const orphan = async (world: SagaWorld, n: number): Promise<string> => {
    const user = deriveId('user', n);
    const { launchId } = await world.launchAs(user);
    await world.reconcile(launchId);
    await world.pause(launchId);
    await world.reconcile(launchId);
    world.runtime.becomes({ launchId, run: 1 }, { status: 'ready', commits: [], warnings: [] });
    return launchId;
  };

  test('a few are ended', async () => {
    const world = await SagaWorld.create();
    const launchIds = [await orphan(world, 1), await orphan(world, 2)];
    start(world);
    await until('all are gone', () => launchIds.every((launchId) => world.runtime.runsOf(launchId).length === 0));
  });

  test('more than five, of few, are a mistake: none is ended and it is said', async () => {
    const world = await SagaWorld.create();
    for (let n = 0; n < 6; n += 1) await orphan(world, n);
    world.runtime.ended.length = 0;
    start(world);
    await until('it says so', () => world.logged.includes('launch saga: too many orphans, none is ended'));
    await world.launchAs(USER);
    await comesTo(world, 'running');
    expect(world.runtime.ended).toEqual([]);
  });
});

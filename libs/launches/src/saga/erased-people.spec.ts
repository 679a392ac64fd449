import { afterEach, describe, expect, test } from 'vitest';
import { deriveId } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { diskIdOf, launchIdOf, launchStream } from '../launch.js';
import { a, configuration, ENVIRONMENT, LAUNCH, OTHER_SESSION, PROJECT, SESSION, USER } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import { LaunchIndex } from './observing/launch-index.js';
import { SagaWorld } from './testing/saga-world.js';

const sagas: LaunchSaga[] = [];

const start = (world: SagaWorld): void => {
  const saga = world.saga();
  sagas.push(saga);
  saga.start();
};

afterEach(async () => {
  await Promise.all(sagas.splice(0).map((saga) => saga.stop()));
});

const comesTo = (world: SagaWorld, status: string, launchId = LAUNCH): Promise<void> =>
  until(`it is ${status}`, async () => (await world.launch(launchId)).status === status);

/** Nothing runs, and no disk is left. */
const isCleared = (world: SagaWorld): Promise<void> =>
  until('nothing is left', async () => {
    const { status, disks } = await world.launch(LAUNCH);
    return status === 'inactive' && disks.length === 0 && world.runtime.runsOf(LAUNCH).length === 0;
  });

const reasonsIn = (world: SagaWorld): unknown[] =>
  world.store.log
    .filter(({ stream, type }) => stream === launchStream(LAUNCH) && type.startsWith('SessionStop'))
    .map(({ data }) => (data as { reason: string }).reason);

describe('of an erased person', () => {
  test('what runs is stopped, and its disk is discarded', async () => {
    const world = await SagaWorld.create();
    start(world);
    await world.launchAs(USER);
    await comesTo(world, 'running');
    await world.erase(USER);
    await isCleared(world);
    expect(reasonsIn(world)).toEqual(['user-erased', 'user-erased']);
  });

  test.each([
    ['is paused', [a.launched(1), a.progressed(1, 'scheduling'), a.started(1), a.pauseRequested(1), a.paused(1)]],
    ['failed', [a.launched(1), a.progressed(1, 'scheduling'), a.failed(1)]],
    ['was stopped and keeps its disk', [a.launched(1), a.failed(1), a.stopped(1)]],
    [
      'keeps disks of several sessions',
      [a.launched(1), a.failed(1), a.launched(2, OTHER_SESSION), a.failed(2), a.stopped(2)],
    ],
    ['is being stopped and would keep its disk', [a.launched(1), a.progressed(1, 'scheduling'), a.stopRequested(1)]],
  ])('what %s is cleared away', async (_, events) => {
    const world = await SagaWorld.create();
    start(world);
    await world.happens(launchStream(LAUNCH), ...events);
    await world.erase(USER);
    await isCleared(world);
  });

  test('what was asked for meanwhile, or is asked for later, does not live', async () => {
    const world = await SagaWorld.create();
    start(world);
    await world.erase(USER);
    await world.happens(launchStream(LAUNCH), a.launched(1));
    await isCleared(world);
    await world.happens(launchStream(LAUNCH), a.launched(2));
    await isCleared(world);
    expect(world.story(LAUNCH).filter((type) => type === 'DiskDiscarded')).toHaveLength(2);
  });

  test('all is cleared by whoever acts next, should nobody have acted then', async () => {
    const world = await SagaWorld.create();
    await world.happens(launchStream(LAUNCH), a.launched(1), a.failed(1), a.stopped(1));
    await world.erase(USER);
    start(world);
    await isCleared(world);
  });

  test('others keep what they have', async () => {
    const world = await SagaWorld.create();
    start(world);
    const other = '44444444-4444-4444-8444-444444444445';
    const theirs = launchIdOf(PROJECT, ENVIRONMENT, other);
    await world.launchAs(USER);
    await world.launchAs(other);
    await comesTo(world, 'running');
    await comesTo(world, 'running', theirs);
    await world.erase(USER);
    await isCleared(world);
    expect((await world.launch(theirs)).status).toBe('running');
  });

  test('however many launches there are, each is found, once', async () => {
    const world = await SagaWorld.create();
    const launchIds = Array.from({ length: 1_100 }, (_, n) => launchIdOf(PROJECT, deriveId('environment', n), USER));
    for (const [n, launchId] of launchIds.entries()) {
      const key = { launchId, projectId: PROJECT, sessionId: SESSION, userId: USER, run: 1 };
      const diskId = diskIdOf(SESSION, USER);
      // half of them at the same moment
      if (n % 2 === 0) world.later(1);
      await world.happens(
        launchStream(launchId),
        { type: 'SessionLaunched', data: { ...key, diskId, ...configuration } },
        ...(n % 3 === 0 ? [] : [{ type: 'SessionStopped', data: { ...key, reason: 'asked', discard: false } }]),
      );
    }
    const found: string[] = [];
    for await (const page of new LaunchIndex(world.readModels).of(USER))
      found.push(...page.map(({ launchId }) => launchId));
    expect(found.toSorted()).toEqual(launchIds.toSorted());
  });
});

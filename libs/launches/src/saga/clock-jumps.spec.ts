import { afterEach, describe, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { LAUNCH, USER } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import { SagaWorld } from './testing/saga-world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OTHER = '88888888-8888-4888-8888-888888888888';

let saga: LaunchSaga | undefined;
afterEach(() => saga?.stop());

const comesTo = (world: SagaWorld, launchId: string, status: string): Promise<void> =>
  until(`it is ${status}`, async () => (await world.launch(launchId)).status === status);

/** Two sessions: one runs, one is paused. */
const working = async () => {
  const world = await SagaWorld.create();
  saga = world.saga();
  saga.start();
  await world.launchAs(USER);
  const { launchId: paused } = await world.launchAs(OTHER);
  for (const launchId of [LAUNCH, paused]) await comesTo(world, launchId, 'running');
  await world.pause(paused);
  await comesTo(world, paused, 'paused');
  return { world, paused };
};

describe('a clock that jumps', () => {
  test.each([
    ['an hour ahead', HOUR],
    ['ten days ahead', 10 * DAY],
    ['an hour back', -HOUR],
    ['ten days back', -10 * DAY],
  ])('%s ends no session, takes no disk, and what is asked for is done', async (_, ms) => {
    const { world, paused } = await working();
    const disks = [...world.runtime.disks];
    world.later(ms);
    // what is asked for after the jump comes after every look at deadlines that the jump made
    await world.resume(paused);
    await comesTo(world, paused, 'running');
    await world.pause(paused);
    await comesTo(world, paused, 'paused');
    expect((await world.launch(LAUNCH)).status).toBe('running');
    expect(world.story(LAUNCH).at(-1)).toBe('SessionStarted');
    expect([...world.runtime.disks]).toEqual(disks);
    expect(world.runtime.made.map(({ launchId, run }) => [launchId, run])).toEqual([
      [LAUNCH, 1],
      [paused, 1],
      [paused, 2],
    ]);
  });
});

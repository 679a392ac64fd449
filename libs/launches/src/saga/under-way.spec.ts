import { afterEach, expect, test } from 'vitest';
import { deriveId, systemTiming } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import type { RunSpec } from '#libs/session-runtime';
import { LAUNCH, USER } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import { SagaWorld } from './testing/saga-world.js';

const MANY = 200;
const ENSURE_MS = 20;
let saga: LaunchSaga;

afterEach(() => saga.stop());

test(`of ${MANY} launches at once, the first runs long before the last is begun`, async () => {
  const world = await SagaWorld.create();
  const ensure = world.runtime.ensure.bind(world.runtime);
  world.runtime.ensure = async (spec: RunSpec) => {
    await systemTiming.sleep(ENSURE_MS);
    await ensure(spec);
  };
  saga = world.saga({ pace: {} });
  for (const user of [USER, ...Array.from({ length: MANY - 1 }, (_, n) => deriveId('user', n))])
    await world.launchAs(user);
  saga.start();
  await until('the first runs', () => world.story(LAUNCH).includes('SessionStarted'));
  expect(world.runtime.made.length).toBeLessThan(MANY / 2);
});

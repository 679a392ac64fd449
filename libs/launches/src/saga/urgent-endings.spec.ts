import { afterEach, describe, expect, test } from 'vitest';
import { deriveId } from '#libs/event-sourcing';
import { ManualTiming, until } from '#libs/event-sourcing/testing';
import type { RunSpec } from '#libs/session-runtime';
import { LAUNCH, USER } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import type { LaunchSagaParts } from './launch-saga.parts.js';
import { SagaWorld } from './testing/saga-world.js';

const WAITING = 200;
const forEver = new Promise<never>(() => undefined);
const sagas: LaunchSaga[] = [];
let timing: ManualTiming;

afterEach(async () => {
  const stopped = Promise.all(sagas.splice(0).map((saga) => saga.stop()));
  await timing.pass(60_000);
  await stopped;
});

/** One launch that runs, on a clock that the spec moves and at the pace of production. */
const running = async (world: SagaWorld, overrides: Partial<LaunchSagaParts> = {}): Promise<void> => {
  timing = new ManualTiming();
  const saga = world.saga({ timing, pace: {}, ...overrides });
  sagas.push(saga);
  saga.start();
  await world.launchAs(USER);
  await until('it is running', async () => {
    await timing.pass(250);
    return (await world.launch(LAUNCH)).status === 'running';
  });
};

/** Milliseconds on the saga's clock from now until the launch has its end. */
const untilStopped = async (world: SagaWorld): Promise<number> => {
  const from = timing.now();
  await until('it is stopped', async () => {
    await timing.pass(10);
    return (await world.launch(LAUNCH)).status === 'inactive';
  });
  return timing.now() - from;
};

const manyLaunch = async (world: SagaWorld): Promise<void> => {
  for (let n = 0; n < WAITING; n += 1) await world.launchAs(deriveId('user', n));
  // they have all been looked at, and wait
  await timing.pass(3_000);
};

describe(`a stop behind ${WAITING} launches that wait is seen to within a second:`, () => {
  test('for the read models', async () => {
    const world = await SagaWorld.create();
    await running(world);
    world.readModels.isFollowing = false;
    await manyLaunch(world);
    expect(world.runtime.made).toHaveLength(1);
    await world.stop(LAUNCH);
    expect(await untilStopped(world)).toBeLessThan(1_000);
    expect(world.runtime.made).toHaveLength(1);
  });

  test('for a runtime that does not answer', async () => {
    const world = await SagaWorld.create();
    const ensure = world.runtime.ensure.bind(world.runtime);
    world.runtime.ensure = (spec: RunSpec) => (spec.launchId === LAUNCH ? ensure(spec) : forEver);
    await running(world);
    await manyLaunch(world);
    await world.stop(LAUNCH);
    expect(await untilStopped(world)).toBeLessThan(1_000);
  });

  test('for a runtime that is busy', async () => {
    const world = await SagaWorld.create();
    await running(world);
    for (let n = 0; n < WAITING; n += 1) {
      const { launchId } = await world.launchAs(deriveId('user', n));
      world.runtime.becomes({ launchId, run: 2 }, { status: 'starting', phase: 'stopping', warnings: [] });
    }
    await timing.pass(3_000);
    await world.stop(LAUNCH);
    expect(await untilStopped(world)).toBeLessThan(1_000);
  });

  test('for an answer of their sessions', async () => {
    const world = await SagaWorld.create();
    await running(world, { probe: ({ launchId }) => (launchId === LAUNCH ? Promise.resolve(true) : forEver) });
    await manyLaunch(world);
    await world.stop(LAUNCH);
    expect(await untilStopped(world)).toBeLessThan(1_000);
  });

  test('for their turn', async () => {
    const world = await SagaWorld.create({ limits: { runningPerUser: 1 } });
    await running(world);
    const user = deriveId('user');
    for (let n = 0; n < WAITING; n += 1) {
      await world.addSession(deriveId('session', n), deriveId('environment', n));
      await world.launchAs(user, deriveId('session', n), deriveId('environment', n));
    }
    await timing.pass(3_000);
    expect(world.runtime.made).toHaveLength(2);
    await world.stop(LAUNCH);
    expect(await untilStopped(world)).toBeLessThan(1_000);
  });
});

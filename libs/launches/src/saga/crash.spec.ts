import { describe, expect, test } from 'vitest';
import { DISK, LAUNCH, USER } from '../testing/launches.js';
import { Crash, Mortal, type When } from './testing/mortal.js';
import { SagaWorld } from './testing/saga-world.js';

interface Scenario {
  readonly name: string;
  readonly given: (world: SagaWorld) => Promise<void>;
  readonly then: (world: SagaWorld) => Promise<void>;
}

const isRunning = async (world: SagaWorld): Promise<void> => {
  await world.launchAs(USER);
  await world.reconcile(LAUNCH);
};

const scenarios: readonly Scenario[] = [
  {
    name: 'a launch',
    given: async (world) => {
      await world.launchAs(USER);
    },
    then: async (world) => {
      expect(await world.launch(LAUNCH)).toMatchObject({ status: 'running', run: 1 });
      expect(world.runtime.made).toHaveLength(1);
      expect(world.runtime.runsOf(LAUNCH)).toHaveLength(1);
      expect(world.story(LAUNCH).filter((type) => type === 'SessionStarted')).toHaveLength(1);
    },
  },
  {
    name: 'a launch that fails',
    given: async (world) => {
      world.runtime.onEnsure = (spec) =>
        world.runtime.becomes(spec, { status: 'failed', reason: 'BAD_IMAGE', message: 'none' });
      await world.launchAs(USER);
    },
    then: async (world) => {
      expect(await world.launch(LAUNCH)).toMatchObject({ status: 'failed' });
      expect(world.runtime.made).toHaveLength(1);
      expect(world.runtime.runsOf(LAUNCH)).toHaveLength(0);
    },
  },
  {
    name: 'a pause',
    given: async (world) => {
      await isRunning(world);
      await world.pause(LAUNCH);
    },
    then: async (world) => {
      expect(await world.launch(LAUNCH)).toMatchObject({ status: 'paused', run: 1 });
      expect(world.runtime.runsOf(LAUNCH)).toHaveLength(0);
      expect(world.runtime.disks).toEqual(new Set([DISK]));
    },
  },
  {
    name: 'an exit from the inside',
    given: async (world) => {
      await isRunning(world);
      world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'exited' });
    },
    then: async (world) => {
      expect(await world.launch(LAUNCH)).toMatchObject({ status: 'paused', reason: { code: 'exit' } });
      expect(world.runtime.runsOf(LAUNCH)).toHaveLength(0);
    },
  },
  {
    name: 'a stop with discard',
    given: async (world) => {
      await isRunning(world);
      await world.stop(LAUNCH, true);
    },
    then: async (world) => {
      expect(await world.launch(LAUNCH)).toMatchObject({ status: 'inactive', disks: [] });
      expect(world.runtime.runsOf(LAUNCH)).toHaveLength(0);
      expect(world.runtime.disks).toEqual(new Set());
      expect(world.story(LAUNCH).filter((type) => type === 'DiskDiscarded')).toHaveLength(1);
    },
  },
  {
    name: 'a resume',
    given: async (world) => {
      await isRunning(world);
      await world.pause(LAUNCH);
      await world.reconcile(LAUNCH);
      await world.resume(LAUNCH);
    },
    then: async (world) => {
      expect(await world.launch(LAUNCH)).toMatchObject({ status: 'running', run: 2 });
      expect(world.runtime.made).toHaveLength(2);
      expect(world.runtime.runsOf(LAUNCH)).toMatchObject([{ run: 2 }]);
    },
  },
];

/** Kills it at the n-th step and lets the next process take over; false: there is no n-th step. */
const surviving = async ({ given, then }: Scenario, nth: number, when: When): Promise<boolean> => {
  const world = await SagaWorld.create();
  await given(world);
  const mortal = new Mortal(nth, when);
  await world.reconcile(LAUNCH, mortal.parts(world)).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error;
  });
  await world.reconcile(LAUNCH);
  await then(world);
  return mortal.happened;
};

describe('killed at any step, the next process converges', () => {
  describe.each(scenarios)('$name', (scenario) => {
    test.each(['before', 'after'] as const)('%s each effect and each append', async (when) => {
      let nth = 1;
      while (await surviving(scenario, nth, when)) nth += 1;
      expect(nth).toBeGreaterThan(2);
    });
  });
});

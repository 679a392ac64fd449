import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { deriveId } from '#libs/event-sourcing';
import { until } from '#libs/event-sourcing/testing';
import { resourceClassesStream } from '#libs/resources';
import { diskIdOf, launchIdOf, launchStream } from '../launch.js';
import { liveStatuses } from '../launch-states.js';
import { a, configuration, ENVIRONMENT, LAUNCH, PROJECT, SESSION } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import { Crash, Mortal } from './testing/mortal.js';
import { SagaWorld } from './testing/saga-world.js';

const resourceClass = { resourceClassId: deriveId('class', 'gpu'), name: 'gpu' };
const size = { cpu: 1, memory: 2 ** 30, gpu: 1 };
const userOf = (n: number): string => deriveId('user', n);
const launchOf = (n: number): string => launchIdOf(PROJECT, ENVIRONMENT, userOf(n));

const sagas: LaunchSaga[] = [];
afterEach(async () => {
  for (const saga of sagas.splice(0)) await saga.stop();
});

const start = (world: SagaWorld): void => {
  const saga = world.saga();
  sagas.push(saga);
  saga.start();
};

const offer = (world: SagaWorld, capacity: number | undefined, type = 'ResourceClassPublished'): Promise<void> =>
  world.happens(resourceClassesStream, { type, data: { ...resourceClass, ...size, capacity } });

/** Each of another user, of the class. */
const launchAs = async (world: SagaWorld, n: number): Promise<void> => {
  const { data, type } = a.launched(1);
  const userId = userOf(n);
  const whose = { launchId: launchOf(n), userId, diskId: diskIdOf(SESSION, userId) };
  await world.happens(launchStream(launchOf(n)), {
    type,
    data: { ...data, ...whose, ...configuration, resourceClass },
  });
};

const holding = async (world: SagaWorld, numbers: readonly number[]): Promise<number[]> => {
  const launches = await Promise.all(numbers.map(async (n) => ({ n, launch: await world.launch(launchOf(n)) })));
  return launches.filter(({ launch }) => world.runtime.runsOf(launch.launchId).length > 0).map(({ n }) => n);
};

const statusOf = async (world: SagaWorld, n: number) => {
  const { status, phase } = await world.launch(launchOf(n));
  return phase ?? status;
};

describe('rule 10, limits: a resource class with a capacity', () => {
  test('has so many runs at a time, of all users; the others have their turn in the order in which they took it', async () => {
    const world = await SagaWorld.create();
    await offer(world, 2);
    start(world);
    for (const n of [1, 2, 3, 4]) {
      await launchAs(world, n);
      await until(`${n} has its turn`, async () => (await world.launch(launchOf(n))).classTurn !== undefined);
    }
    await until(
      'two run',
      async () => (await statusOf(world, 1)) === 'running' && (await statusOf(world, 2)) === 'running',
    );
    expect([await statusOf(world, 3), await statusOf(world, 4)]).toEqual(['queued', 'queued']);
    await world.pause(launchOf(1));
    await until('the third runs', async () => (await statusOf(world, 3)) === 'running');
    expect(await statusOf(world, 4)).toBe('queued');
    await world.stop(launchOf(2));
    await until('the fourth runs', async () => (await statusOf(world, 4)) === 'running');
  });

  test('that is given more places, or is withdrawn, lets those who wait begin', async () => {
    const world = await SagaWorld.create();
    await offer(world, 1);
    start(world);
    for (const n of [1, 2, 3]) {
      await launchAs(world, n);
      await until(`${n} has its turn`, async () => (await world.launch(launchOf(n))).classTurn !== undefined);
    }
    await until('one runs', async () => (await statusOf(world, 1)) === 'running');
    await offer(world, 2, 'ResourceClassRevised');
    await until('two run', async () => (await statusOf(world, 2)) === 'running');
    expect(await statusOf(world, 3)).toBe('queued');
    await world.happens(resourceClassesStream, { type: 'ResourceClassArchived', data: resourceClass });
    await until('all run', async () => (await statusOf(world, 3)) === 'running');
  });

  test('counts what began before it had one, and leaves the others alone', async () => {
    const world = await SagaWorld.create();
    await offer(world, undefined);
    start(world);
    await launchAs(world, 1);
    await until('it runs', async () => (await statusOf(world, 1)) === 'running');
    expect((await world.launch(launchOf(1))).classTurn).toBeUndefined();
    await offer(world, 1, 'ResourceClassRevised');
    await launchAs(world, 2);
    await until('the second waits', async () => (await world.launch(launchOf(2))).classTurn !== undefined);
    await world.launchAs(deriveId('user', 'without a class'));
    const { launchId } = await world.launch(launchIdOf(PROJECT, ENVIRONMENT, deriveId('user', 'without a class')));
    await until('that of no class runs', async () => (await world.launch(launchId)).status === 'running');
    expect(await statusOf(world, 2)).toBe('queued');
    expect(launchId).not.toBe(LAUNCH);
  });
});

type Step =
  | readonly ['launch' | 'pause' | 'stop' | 'resume' | 'reconcile' | 'two' | 'answer', number]
  | readonly ['die', number, number, 'before' | 'after'];

const users = [0, 1, 2, 3];
const user = fc.constantFrom(...users);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom('launch' as const, 'reconcile' as const, 'two' as const), user) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('pause' as const, 'stop' as const, 'resume' as const, 'answer' as const), user),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constant('die' as const),
      user,
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('before', 'after'),
    ),
  },
);

const exists = (world: SagaWorld, n: number): boolean => world.story(launchOf(n)).length > 0;

/** With the class that it has: it is offered as it was. */
const resume = async (world: SagaWorld, n: number): Promise<void> => {
  const { run, status } = await world.launch(launchOf(n));
  if (status !== 'paused') return;
  const { data, type } = a.resumeRequested(run + 1);
  const whose = { launchId: launchOf(n), userId: userOf(n) };
  await world.happens(launchStream(launchOf(n)), { type, data: { ...data, ...whose } });
};

const isToEnd = async (world: SagaWorld, n: number): Promise<boolean> => {
  const { status } = await world.launch(launchOf(n));
  return liveStatuses.includes(status) && status !== 'stopping';
};

const steps: Readonly<Record<Exclude<Step[0], 'launch' | 'die'>, (world: SagaWorld, n: number) => Promise<void>>> = {
  resume,
  pause: async (world, n) => ((await isToEnd(world, n)) ? world.pause(launchOf(n)) : undefined),
  stop: async (world, n) => ((await isToEnd(world, n)) ? world.stop(launchOf(n)) : undefined),
  reconcile: (world, n) => world.reconcile(launchOf(n)),
  // a worker that was overtaken and has not heard of it, beside the one that acts
  two: async (world, n) => {
    for (const process of world.processes) await process.reconcile(launchOf(n));
  },
  answer: (world) => {
    world.answers = !world.answers;
    return Promise.resolve();
  },
};

const die = (world: SagaWorld, [, n, nth, when]: Extract<Step, readonly ['die', ...unknown[]]>): Promise<void> =>
  world.reconcile(launchOf(n), new Mortal(nth, when).parts(world)).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error;
  });

const act = async (world: SagaWorld, one: Step): Promise<void> => {
  const [kind, n] = one;
  if (kind === 'launch') return exists(world, n) ? undefined : launchAs(world, n);
  if (!exists(world, n)) return;
  await (kind === 'die' ? die(world, one) : steps[kind](world, n));
};

const existing = (world: SagaWorld): number[] => users.filter((n) => exists(world, n));

describe('rule 10, limits: wherever a worker dies, and whoever takes over', () => {
  test('a class has never more runs than places, and all who wait have their turn in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (all) => {
        const world = await SagaWorld.create();
        await offer(world, 2);
        // until then what the runtime was asked for goes on launching
        world.answers = false;
        for (const one of all) {
          await act(world, one);
          expect((await holding(world, existing(world))).length).toBeLessThanOrEqual(2);
        }
        world.answers = true;
        for (const n of [...existing(world), ...existing(world)]) await world.reconcile(launchOf(n));
        const now = await Promise.all(existing(world).map(async (n) => (await world.launch(launchOf(n))).status));
        const wanted = now.filter((status) => status === 'running' || status === 'launching');
        expect(wanted.filter((status) => status === 'running')).toHaveLength(Math.min(2, wanted.length));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

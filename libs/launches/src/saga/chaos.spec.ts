import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommandRejectedError } from '#libs/event-sourcing';
import type { Observed } from '#libs/session-runtime';
import { isLive } from '../launch-states.js';
import { LAUNCH, USER } from '../testing/launches.js';
import { Crash, Mortal } from './testing/mortal.js';
import { SagaWorld } from './testing/saga-world.js';
import type { SteppedSaga } from './testing/stepped-saga.js';

type Act = (world: SagaWorld) => Promise<void>;

const ifAccepted = async (asked: Promise<unknown>): Promise<void> => {
  await asked.catch((error: unknown) => {
    if (!(error instanceof CommandRejectedError)) throw error;
  });
};

const reconcile = async (world: SagaWorld, mortal: Mortal | undefined, stale: readonly Observed[]): Promise<void> => {
  await world.reconcile(LAUNCH, mortal?.parts(world), stale).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error;
  });
};

const run = fc.integer({ min: 1, max: 3 });

/** Something that was true of a run once, or never. */
const stale = run.chain((n) =>
  fc.constantFrom<Observed>(
    { launchId: LAUNCH, run: n, status: 'gone' },
    { launchId: LAUNCH, run: n, status: 'exited' },
    { launchId: LAUNCH, run: n, status: 'ready', commits: [], warnings: [] },
    { launchId: LAUNCH, run: n, status: 'starting', phase: 'disk', warnings: [] },
  ),
);

const inLatestRun =
  (happens: (world: SagaWorld, key: { launchId: string; run: number }) => void): Act =>
  (world) => {
    const [latest] = world.runtime.runsOf(LAUNCH);
    if (latest !== undefined) happens(world, { launchId: LAUNCH, run: latest.run });
    return Promise.resolve();
  };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constant<Act>((world) => ifAccepted(world.launchAs(USER))),
  fc.constant<Act>((world) => ifAccepted(world.pause(LAUNCH))),
  fc.constant<Act>((world) => ifAccepted(world.resume(LAUNCH))),
  fc.boolean().map(
    (discard): Act =>
      (world) =>
        ifAccepted(world.stop(LAUNCH, discard)),
  ),
  fc.constant(inLatestRun((world, key) => world.runtime.becomes(key, { status: 'exited' }))),
  fc.constant(
    inLatestRun((world, key) => world.runtime.becomes(key, { status: 'failed', reason: 'KILLED', message: '' })),
  ),
  fc.constant(inLatestRun((world, key) => world.runtime.vanish(key))),
  fc.constantFrom('at once' as const, 'never' as const).map(
    (ending): Act =>
      (world) => {
        world.runtime.ending = ending;
        return Promise.resolve();
      },
  ),
  fc.constantFrom(1_000, 400_000, 1_000_000, 2_000_000_000).map(
    (ms): Act =>
      (world) => {
        world.later(ms);
        return Promise.resolve();
      },
  ),
  fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('before' as const, 'after' as const)).map(
    ([nth, when]): Act =>
      (world) =>
        reconcile(world, new Mortal(nth, when), []),
  ),
  fc.array(stale, { maxLength: 3 }).map(
    (told): Act =>
      (world) =>
        reconcile(world, undefined, told),
  ),
  // two processes that live on, and are told of what is written late, or not before they act
  fc.tuple(fc.constantFrom(0, 1), fc.boolean(), fc.array(stale, { maxLength: 3 })).map(
    ([process, isToldFirst, told]): Act =>
      async (world) => {
        const saga = world.processes[process] as SteppedSaga;
        if (isToldFirst) saga.follow();
        await saga.reconcile(LAUNCH, told);
      },
  ),
);

/** After calm has returned: what the log says and what there is are the same. */
const isConsistent = async (world: SagaWorld): Promise<void> => {
  const { status, run: last, diskId, disks } = await world.launch(LAUNCH);
  const runs = world.runtime.runsOf(LAUNCH).map(({ run: existing }) => existing);
  expect(runs).toEqual(isLive(status) ? [last] : []);
  expect(isLive(status) ? status : 'running').toBe('running');
  const isKept = world.runtime.made.length > 0 && !world.story(LAUNCH).includes('DiskDiscarded');
  if (isKept || status === 'running') expect(world.runtime.disks).toContain(diskId);
  for (const disk of world.runtime.disks) expect(disks.map((known) => known.diskId)).toContain(disk);
  const made = world.runtime.made.map(({ run: number }) => number);
  expect([...made].sort((a, b) => a - b)).toEqual(made);
};

describe('whatever happens', () => {
  test(
    'log and runtime come to agree: exactly one run, or none',
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
          const world = await SagaWorld.create();
          await world.launchAs(USER);
          for (const happens of acts) await happens(world);
          world.runtime.ending = 'at once';
          await world.reconcile(LAUNCH);
          await isConsistent(world);
        }),
        { numRuns: 150 },
      ),
    30_000,
  );
});

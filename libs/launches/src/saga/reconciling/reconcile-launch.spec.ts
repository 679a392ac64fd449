import { describe, expect, test } from 'vitest';
import { projectStream } from '#libs/projects';
import { sessionsStream } from '#libs/sessions';
import { DISK, LAUNCH, OTHER_SESSION, PROJECT, SESSION, USER } from '../../testing/launches.js';
import { SagaWorld } from '../testing/saga-world.js';
import { ScriptedLease } from '../testing/scripted-lease.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const running = async (): Promise<SagaWorld> => {
  const world = await SagaWorld.create();
  await world.launchAs(USER);
  await world.reconcile(LAUNCH);
  return world;
};

const status = async (world: SagaWorld): Promise<string> => (await world.launch(LAUNCH)).status;

describe('a launch that is asked for', () => {
  test('runs once it answers', async () => {
    const world = await running();
    expect(world.story(LAUNCH)).toEqual(['SessionLaunched', 'LaunchProgressed', 'LaunchProgressed', 'SessionStarted']);
    expect(world.runtime.made).toMatchObject([{ launchId: LAUNCH, run: 1, diskId: DISK }]);
  });

  test('is asked of the runtime again by the next process, since this one may have died in the middle of asking', async () => {
    const world = await SagaWorld.create();
    world.runtime.onEnsure = () => undefined;
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    expect(world.runtime.asked).toHaveLength(1);
    await world.reconcile(LAUNCH);
    expect(world.runtime.asked).toHaveLength(2);
    expect(world.runtime.made).toHaveLength(1);
  });

  test('is being checked until it answers', async () => {
    const world = await SagaWorld.create();
    world.answers = false;
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'launching', phase: 'checking' });
    world.answers = true;
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe('running');
  });

  test('has the commits that were cloned, and a warning for the repository that was not', async () => {
    const world = await SagaWorld.create();
    const commits = [{ repository: 'flights', commit: 'abc' }];
    const warnings = [{ code: 'clone-failed' as const, message: 'boats could not be cloned' }];
    world.runtime.onEnsure = (spec) => world.runtime.becomes(spec, { status: 'ready', commits, warnings });
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'running', commits, warnings });
  });

  test('shows its phases', async () => {
    const world = await SagaWorld.create();
    world.runtime.onEnsure = () => undefined;
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ phase: 'starting' });
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'starting', phase: 'cloning', warnings: [] });
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ phase: 'cloning' });
  });

  test('fills the log with at most 20 changes', async () => {
    const world = await SagaWorld.create();
    world.runtime.onEnsure = () => undefined;
    await world.launchAs(USER);
    for (let i = 0; i < 30; i += 1) {
      const phase = i % 2 === 0 ? 'pulling' : 'scheduling';
      await world.reconcile(LAUNCH);
      world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'starting', phase, warnings: [] });
    }
    expect(world.story(LAUNCH).filter((type) => type === 'LaunchProgressed')).toHaveLength(20);
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'ready', commits: [], warnings: [] });
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe('running');
  });

  test('fails with the runtime’s reason, and frees its compute at once', async () => {
    const world = await SagaWorld.create();
    world.runtime.onEnsure = (spec) =>
      world.runtime.becomes(spec, { status: 'failed', reason: 'BAD_IMAGE', message: 'no such image' });
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({
      status: 'failed',
      reason: { code: 'BAD_IMAGE', message: 'no such image' },
    });
    expect(world.runtime.runsOf(LAUNCH)).toEqual([]);
    expect(world.runtime.disks).toEqual(new Set([DISK]));
  });

  test('fails when it vanishes', async () => {
    const world = await SagaWorld.create();
    world.runtime.onEnsure = () => undefined;
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    world.runtime.vanish({ launchId: LAUNCH, run: 1 });
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'failed', reason: { code: 'GONE' } });
    expect(world.runtime.made).toHaveLength(1);
  });

  test('fails when it is not ready in time, and says what it waited for', async () => {
    const world = await SagaWorld.create();
    world.runtime.onEnsure = (spec) =>
      world.runtime.becomes(spec, { status: 'starting', phase: 'scheduling', warnings: [] });
    await world.launchAs(USER);
    world.later(15 * MINUTE - 1);
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe('launching');
    world.later(1);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({
      status: 'failed',
      reason: { code: 'START_TIMEOUT', message: 'It waited for capacity.' },
    });
    expect(world.runtime.runsOf(LAUNCH)).toEqual([]);
  });

  test('runs if it is ready although the time has passed: we were late, not it', async () => {
    const world = await SagaWorld.create();
    world.answers = false;
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    world.later(20 * MINUTE);
    world.answers = true;
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe('running');
  });

  test('ends an older run first', async () => {
    const world = await running();
    world.runtime.ending = 'never';
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'failed', reason: 'KILLED', message: 'killed' });
    await world.reconcile(LAUNCH);
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    expect(world.runtime.made).toHaveLength(1);
    world.runtime.ending = 'at once';
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'running', run: 2 });
    expect(world.runtime.runsOf(LAUNCH)).toMatchObject([{ run: 2 }]);
  });
});

describe('a launch that cannot begin', () => {
  test('because its older run does not go away fails in time', async () => {
    const world = await running();
    world.runtime.ending = 'never';
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'failed', reason: 'KILLED', message: 'killed' });
    await world.reconcile(LAUNCH);
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'launching', run: 2 });
    world.later(15 * MINUTE);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'failed', run: 2, reason: { code: 'START_TIMEOUT' } });
  });
});

describe('a running launch', () => {
  test('is paused by its user from the inside', async () => {
    const world = await running();
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'exited' });
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'paused', reason: { code: 'exit' } });
    expect(world.runtime.runsOf(LAUNCH)).toEqual([]);
  });

  test.each([
    ['killed', { status: 'failed', reason: 'KILLED', message: 'killed' } as const, 'KILLED'],
    ['gone', undefined, 'GONE'],
  ])('fails when it is %s', async (_, state, code) => {
    const world = await running();
    if (state === undefined) world.runtime.vanish({ launchId: LAUNCH, run: 1 });
    else world.runtime.becomes({ launchId: LAUNCH, run: 1 }, state);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'failed', reason: { code } });
  });

  test('has no deadline', async () => {
    const world = await running();
    world.later(400 * DAY);
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe('running');
  });

  test('warns once of what happens while it runs', async () => {
    const world = await running();
    const warnings = [{ code: 'out-of-memory' as const, message: 'a kernel was killed' }];
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'ready', commits: [], warnings });
    await world.reconcile(LAUNCH);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'running', warnings });
  });

  test('is paused when its user may not read the project any more', async () => {
    const world = await running();
    await world.happens(projectStream(PROJECT), {
      type: 'ProjectVisibilityChanged',
      data: { projectId: PROJECT, visibility: 'private' },
    });
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'paused', reason: { code: 'access-lost' } });
    expect(world.runtime.disks).toEqual(new Set([DISK]));
  });

  test.each([
    ['session-removed', sessionsStream(PROJECT), 'SessionRemoved', { projectId: PROJECT, sessionId: SESSION }],
    ['project-deleted', projectStream(PROJECT), 'ProjectDeleted', { projectId: PROJECT }],
  ])('is stopped: %s', async (code, stream, type, data) => {
    const world = await running();
    await world.happens(stream, { type, data });
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'inactive', reason: { code } });
    expect(world.runtime.runsOf(LAUNCH)).toEqual([]);
    expect(world.runtime.disks).toEqual(new Set([DISK]));
  });
});

describe('a launch that is to end', () => {
  test('is paused when nothing of its run is left', async () => {
    const world = await running();
    world.runtime.ending = 'never';
    await world.pause(LAUNCH);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'pausing', phase: 'pausing' });
    world.runtime.vanish({ launchId: LAUNCH, run: 1 });
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe('paused');
  });

  test('is resumed with its disk and what it had', async () => {
    const world = await running();
    await world.pause(LAUNCH);
    await world.reconcile(LAUNCH);
    await world.resume(LAUNCH);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'running', run: 2 });
    expect(world.runtime.made).toMatchObject([{ diskId: DISK }, { diskId: DISK, filesOfRun: 1 }]);
  });

  test('that is paused before it began never runs', async () => {
    const world = await SagaWorld.create();
    await world.launchAs(USER);
    await world.pause(LAUNCH);
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe('paused');
    expect(world.runtime.made).toEqual([]);
  });

  test.each(['pause', 'stop'] as const)('fails when it cannot be ended in time: %s', async (ask) => {
    const world = await running();
    world.runtime.ending = 'never';
    await world[ask](LAUNCH);
    world.later(5 * MINUTE);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'failed', reason: { code: 'NODE_LOST' } });
  });

  test('rule 9, disks: keeps its disk for the retention when it is stopped', async () => {
    const world = await running();
    await world.stop(LAUNCH);
    await world.reconcile(LAUNCH);
    world.later(14 * DAY - 1);
    await world.reconcile(LAUNCH);
    expect(world.runtime.disks).toEqual(new Set([DISK]));
    world.later(1);
    await world.reconcile(LAUNCH);
    expect(world.runtime.disks).toEqual(new Set());
    expect(world.story(LAUNCH).slice(-2)).toEqual(['SessionStopped', 'DiskDiscarded']);
  });

  test('loses its disk at once when that is asked', async () => {
    const world = await running();
    await world.stop(LAUNCH, true);
    await world.reconcile(LAUNCH);
    expect(world.story(LAUNCH).slice(-3)).toEqual(['SessionStopRequested', 'SessionStopped', 'DiskDiscarded']);
    expect(world.runtime.disks).toEqual(new Set());
  });

  test.each(['paused', 'failed'])('expires when it is left %s', async (left) => {
    const world = await running();
    if (left === 'paused') await world.pause(LAUNCH);
    else world.runtime.vanish({ launchId: LAUNCH, run: 1 });
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe(left);
    world.later(14 * DAY);
    await world.reconcile(LAUNCH);
    expect(await world.launch(LAUNCH)).toMatchObject({ status: 'inactive', reason: { code: 'expired' }, disks: [] });
    expect(world.runtime.disks).toEqual(new Set());
  });

  test('gets an empty disk when it is launched again before its disk is gone', async () => {
    const world = await running();
    await world.pause(LAUNCH);
    await world.reconcile(LAUNCH);
    await world.stop(LAUNCH, true);
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    expect(world.story(LAUNCH).slice(-5)).toEqual([
      'SessionLaunched',
      'DiskDiscarded',
      'LaunchProgressed',
      'LaunchProgressed',
      'SessionStarted',
    ]);
    expect(world.runtime.disks).toEqual(new Set([DISK]));
  });

  test('leaves the disk of another session in the same place to its own retention', async () => {
    const world = await running();
    await world.addSession(OTHER_SESSION, (await world.launch(LAUNCH)).configuration.environment.environmentId);
    await world.stop(LAUNCH);
    await world.reconcile(LAUNCH);
    await world.launchAs(USER, OTHER_SESSION);
    await world.reconcile(LAUNCH);
    expect(world.runtime.disks.size).toBe(2);
    world.later(14 * DAY);
    await world.reconcile(LAUNCH);
    expect(await status(world)).toBe('running');
    expect(world.runtime.disks.size).toBe(1);
    expect(world.runtime.disks).not.toContain(DISK);
  });
});

describe('what does not belong', () => {
  test('a run that the log has ended is ended', async () => {
    const world = await running();
    await world.pause(LAUNCH);
    await world.reconcile(LAUNCH);
    world.runtime.becomes({ launchId: LAUNCH, run: 1 }, { status: 'ready', commits: [], warnings: [] });
    await world.reconcile(LAUNCH);
    expect(world.runtime.runsOf(LAUNCH)).toEqual([]);
    expect(await status(world)).toBe('paused');
  });

  test.each([
    ['of an unknown launch', '77777777-7777-4777-8777-777777777777', 1],
    ['that the log has not heard of', LAUNCH, 2],
  ])('a run %s is reported and left alone', async (_, launchId, run) => {
    const world = await running();
    world.runtime.becomes({ launchId, run }, { status: 'ready', commits: [], warnings: [] });
    await world.reconcile(launchId);
    expect(world.runtime.ended).toEqual([]);
    expect(world.logged).toHaveLength(1);
  });

  test('nothing is done without the lease', async () => {
    const world = await SagaWorld.create();
    await world.launchAs(USER);
    world.epoch = undefined;
    await expect(world.reconcile(LAUNCH)).rejects.toThrow('lease');
    expect(world.runtime.made).toEqual([]);
    expect(world.story(LAUNCH)).toEqual(['SessionLaunched']);
  });

  test('nothing is ended, made or discarded by a worker whose lease was taken over, though it does not know yet', async () => {
    const world = await SagaWorld.create();
    const lease = new ScriptedLease(() => 1n);
    const overtaken = { lease };
    world.epoch = 2n;
    await world.launchAs(USER);
    await world.reconcile(LAUNCH);
    await world.stop(LAUNCH, true);
    await expect(world.reconcile(LAUNCH, overtaken)).rejects.toThrow('later epoch');
    expect(world.runtime.ended).toEqual([]);
    world.runtime.vanish({ launchId: LAUNCH, run: 1 });
    await expect(world.reconcile(LAUNCH, overtaken)).rejects.toThrow('later epoch');
    expect(world.runtime.disks).toEqual(new Set([DISK]));
    await world.reconcile(LAUNCH);
    await world.launchAs(USER);
    await expect(world.reconcile(LAUNCH, overtaken)).rejects.toThrow('later epoch');
    expect(world.runtime.made).toHaveLength(1);
    expect(lease.surpassed).toEqual([2n, 2n, 2n]);
  });

  test('a run is made with what operators find it by, and under which lease', async () => {
    const world = await running();
    expect(world.runtime.made).toMatchObject([
      {
        epoch: 1n,
        labels: { installation: 'memory', projectId: PROJECT, sessionId: SESSION, userId: USER },
      },
    ]);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import {
  CommandExecutor,
  deriveId,
  type LeaseRecord,
  type LeaseStore,
  type Observation,
  SharedLease,
  type StreamStates,
} from '#libs/event-sourcing';
import { MemoryLeaseStore, until } from '#libs/event-sourcing/testing';
import { resourceClassesStream } from '#libs/resources';
import type { RunKey, RunSpec, SessionRuntime } from '#libs/session-runtime';
import { sessionsStream } from '#libs/sessions';
import type { LaunchEvent } from '../launch.events.js';
import { diskIdOf, type LaunchState, launchIdOf, launchStream } from '../launch.js';
import { a, configuration, ENVIRONMENT, PROJECT, SESSION } from '../testing/launches.js';
import type { LaunchSaga } from './launch-saga.js';
import { LAUNCH_SHARDS, shardOf } from './scheduling/launch-shards.js';
import { SagaWorld } from './testing/saga-world.js';

const TTL = 2_000;
const people = Array.from({ length: 24 }, (_, n) => deriveId('user', n));
const launchOf = (userId: string): string => launchIdOf(PROJECT, ENVIRONMENT, userId);
const resourceClass = { resourceClassId: deriveId('class', 'gpu'), name: 'gpu' };

const sagas: LaunchSaga[] = [];
afterEach(async () => {
  await Promise.all(sagas.splice(0).map((saga) => saga.stop()));
});

/** One of several workers on the same log, documents and runtime. */
class Worker {
  /** What it asked the runtime to make, and to end. */
  readonly asked: RunKey[] = [];
  readonly lease: SharedLease;
  isDead = false;
  private readonly saga: LaunchSaga;

  constructor(world: SagaWorld, leases: LeaseStore, owner: string) {
    const alive = <T>(ask: () => Promise<T>): Promise<T> => (this.isDead ? Promise.reject(new Error('dead')) : ask());
    const store: LeaseStore = {
      readLease: (name) => alive(() => leases.readLease(name)),
      writeLease: (name, from: LeaseRecord | undefined, to) => alive(() => leases.writeLease(name, from, to)),
    };
    this.lease = new SharedLease({ store, name: 'launch-saga', owner, shards: LAUNCH_SHARDS, ttlMs: TTL });
    const runtime = Object.assign(Object.create(world.runtime) as SessionRuntime, {
      ensure: (spec: RunSpec) => {
        this.asked.push(spec);
        return alive(() => world.runtime.ensure(spec));
      },
      end: (key: RunKey, epoch: bigint) => alive(() => world.runtime.end(key, epoch)),
    });
    const executor = (states: StreamStates): CommandExecutor => {
      const living = new CommandExecutor(states, world.registry);
      return Object.assign(Object.create(living) as CommandExecutor, {
        observe: (observation: Observation<LaunchState, LaunchEvent>) => alive(() => living.observe(observation)),
      });
    };
    this.saga = world.saga({ lease: this.lease, runtime, executor });
    sagas.push(this.saga);
    this.saga.start();
  }

  /** Its process is killed: nothing that it does any more reaches anybody. */
  die(): void {
    this.isDead = true;
  }

  async leave(): Promise<void> {
    await this.saga.stop();
  }

  get shards(): ReadonlySet<number> {
    return new Set(this.asked.map(({ launchId }) => shardOf(launchId)));
  }
}

const workersOn = (world: SagaWorld) => {
  const leases = new MemoryLeaseStore();
  return (owner: string) => new Worker(world, leases, owner);
};

const areShared = (one: Worker, other: Worker): Promise<void> =>
  until('each has its share', () => one.lease.held === LAUNCH_SHARDS / 2 && other.lease.held === LAUNCH_SHARDS / 2);

const allRun = (world: SagaWorld, userIds: readonly string[]): Promise<void> =>
  until('all run', async () => {
    const launches = await Promise.all(userIds.map((userId) => world.launch(launchOf(userId))));
    return launches.every(({ status }) => status === 'running');
  });

const launchAll = async (world: SagaWorld, userIds: readonly string[]): Promise<void> => {
  for (const userId of userIds) await world.launchAs(userId);
};

/** One run was made of each, nothing was ended, and its history has each event once. */
const isOnce = (world: SagaWorld, userIds: readonly string[]): void => {
  const made = world.runtime.made.map(({ launchId }) => launchId);
  expect(made.toSorted()).toEqual(userIds.map(launchOf).toSorted());
  expect(world.runtime.ended).toEqual([]);
  for (const userId of userIds)
    expect(world.story(launchOf(userId)).filter((type) => type === 'SessionStarted')).toHaveLength(1);
};

/** Each of another user, of the class. */
const launchInClass = async (world: SagaWorld, userId: string): Promise<void> => {
  const { data, type } = a.launched(1);
  const whose = { launchId: launchOf(userId), userId, diskId: diskIdOf(SESSION, userId) };
  await world.happens(launchStream(launchOf(userId)), {
    type,
    data: { ...data, ...whose, ...configuration, resourceClass },
  });
};

/** Two that share what runs of all people. */
const bothAtWork = async () => {
  const world = await SagaWorld.create();
  const worker = workersOn(world);
  const [one, other] = [worker('one'), worker('other')];
  await areShared(one, other);
  await launchAll(world, people);
  await allRun(world, people);
  return { world, one, other };
};

describe('rule 10, workers that share the launches', () => {
  test('act each for its own', async () => {
    const { world, one, other } = await bothAtWork();
    isOnce(world, people);
    expect([one.asked.length > 0, other.asked.length > 0]).toEqual([true, true]);
    expect([...one.shards].filter((shard) => other.shards.has(shard))).toEqual([]);
  });

  test('take over what one that died had: what runs goes on, what was begun is seen to its end', async () => {
    const world = await SagaWorld.create();
    const worker = workersOn(world);
    const [one, other] = [worker('one'), worker('other')];
    await areShared(one, other);
    await launchAll(world, people.slice(0, 8));
    await allRun(world, people.slice(0, 8));
    world.answers = false;
    await launchAll(world, people.slice(8, 16));
    await until('all are made', () => world.runtime.made.length === 16);
    one.die();
    world.answers = true;
    await launchAll(world, people.slice(16));
    await until('the other has all', () => other.lease.held === LAUNCH_SHARDS);
    await allRun(world, people);
    isOnce(world, people);
  });

  test('hand over to one that comes, and have what one leaves: no run is made twice, and none ended', async () => {
    const world = await SagaWorld.create();
    const worker = workersOn(world);
    const one = worker('one');
    world.answers = false;
    await launchAll(world, people.slice(0, 12));
    await until('all are made', () => world.runtime.made.length === 12);
    const other = worker('other');
    await areShared(one, other);
    world.answers = true;
    await launchAll(world, people.slice(12));
    await allRun(world, people);
    expect(other.asked.length).toBeGreaterThan(0);
    await one.leave();
    await until('the other has all', () => other.lease.held === LAUNCH_SHARDS);
    await until('it has looked at them', () => world.runtime.runsOf(launchOf(people[0] ?? '')).length === 1);
    isOnce(world, people);
  });

  test('have together no more runs of a class than places, and a place that one frees is the other’s', async () => {
    const world = await SagaWorld.create();
    const worker = workersOn(world);
    const [one, other] = [worker('one'), worker('other')];
    await areShared(one, other);
    const offered = { ...resourceClass, cpu: 1, memory: 2 ** 30, gpu: 1, capacity: 3 };
    await world.happens(resourceClassesStream, { type: 'ResourceClassPublished', data: offered });
    let most = 0;
    const onEnsure = world.runtime.onEnsure;
    world.runtime.onEnsure = (spec) => {
      onEnsure(spec);
      most = Math.max(most, people.filter((userId) => world.runtime.runsOf(launchOf(userId)).length > 0).length);
    };
    await Promise.all(people.map((userId) => launchInClass(world, userId)));
    const waiting = new Set(people);
    const pauseWhatRuns = async (): Promise<boolean> => {
      for (const userId of waiting) {
        if ((await world.launch(launchOf(userId))).status !== 'running') continue;
        waiting.delete(userId);
        await world.pause(launchOf(userId));
      }
      return waiting.size === 0;
    };
    await until('each had its turn', pauseWhatRuns);
    expect(most).toBe(3);
    expect(world.runtime.made).toHaveLength(people.length);
    expect([one.asked.length > 0, other.asked.length > 0]).toEqual([true, true]);
  });

  test('see to rights that were lost, each for its own, and for those of one that died before it had', async () => {
    const { world, one, other } = await bothAtWork();
    for (const userId of people) await world.pause(launchOf(userId));
    const areAll = (status: string): Promise<void> =>
      until(`all are ${status}`, async () => {
        const launches = await Promise.all(people.map((userId) => world.launch(launchOf(userId))));
        return launches.every((launch) => launch.status === status);
      });
    await areAll('paused');
    one.die();
    await world.happens(sessionsStream(PROJECT), {
      type: 'SessionRemoved',
      data: { projectId: PROJECT, sessionId: SESSION },
    });
    await areAll('inactive');
    expect(other.lease.held).toBe(LAUNCH_SHARDS);
  });
});

import { EventEmitter, once } from 'node:events';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { DiscoveryService, ModuleRef } from '@nestjs/core';
import type { CommandBus } from '@nestjs/cqrs';
import { describe, expect, test } from 'vitest';
import { Command, Lease, systemTiming } from '#libs/event-sourcing';
import { createMemoryEventStore, MemoryLeaseStore, MemoryProjectionStore, until } from '#libs/event-sourcing/testing';
import type { DueDisk, DueDisksQueries, Launch, LaunchLimits, RunningLaunchesQueries } from '#libs/launches';
import { Health, type Logger } from '#libs/observability';
import type { ReadModelsConnection } from '#libs/read-models';
import { readSettings } from '#libs/settings';
import { whenever } from '#libs/slice';
import {
  type CounterEvent,
  counted,
  counterRegistry,
} from '../../../libs/event-sourcing/src/projecting/counters.fixture.js';
import { DiskNotices } from './disk-notices.js';
import { Policies } from './policies.js';
import { SessionLimits } from './session-limits.js';

type Task = OnApplicationBootstrap & OnApplicationShutdown;

/** A worker that is answered what it asked when the spec says so, and may have stood still before. */
const world = () => {
  let stoodStillMs = 0;
  const timing = { ...systemTiming, now: () => performance.now() + stoodStillMs };
  const lease = (name: string) => new Lease({ store: new MemoryLeaseStore(), name, owner: 'this', timing });
  const steps = new EventEmitter();
  const [asked, answered] = [once(steps, 'asked'), once(steps, 'answered')];
  const [sent, failed]: [object[], unknown[]] = [[], []];
  const commands = { execute: (command: object) => Promise.resolve(void sent.push(command)) } as unknown as CommandBus;
  const note = ({ err }: { readonly err?: unknown }): void => {
    if (err !== undefined) failed.push(err);
  };
  const log = { debug: note, info: note, warn: note, error: note } as unknown as Logger;
  return {
    ...{ commands, log, lease, sent, failed, asked, health: new Health(0) },
    answer: async (): Promise<void> => {
      steps.emit('asked');
      await answered;
    },
    goOn: () => steps.emit('answered'),
    standStill: () => {
      stoodStillMs += 60_000;
    },
  };
};
type World = ReturnType<typeof world>;

/** One that has run for longer than it may. */
const sessionLimits = ({ lease, answer, commands, log, health }: World): Task => {
  const collection = () => ({
    find: () => ({ toArray: () => answer().then(() => [{ _id: 'launch', at: new Date(0) }]) }),
    deleteMany: () => Promise.resolve(),
  });
  const database = { lease, collection } as unknown as ReadModelsConnection;
  const launch = { launchId: 'launch', run: 1, since: new Date(0).toISOString() } as Launch;
  const running = {
    announced: async function* () {
      yield await Promise.resolve([launch]);
    },
    runningSince: async function* () {
      yield await Promise.resolve([]);
    },
  } as unknown as RunningLaunchesQueries;
  const limits = { idleMs: Number.POSITIVE_INFINITY, lifetimeMs: 60_000 } as LaunchLimits;
  return new SessionLimits(
    database,
    limits,
    log,
    's'.repeat(32),
    readSettings({}, 'standalone'),
    running,
    commands,
    health,
  );
};

const diskNotices = ({ lease, answer, commands, log, health }: World): Task => {
  const due: DueDisk = { userId: 'grace', projectId: 'p', sessionId: 's', diskId: 'd', expiresAt: 'tomorrow' };
  const soon = async function* () {
    await answer();
    yield [due];
  };
  const disks = { noticeMs: 1_000_000, soon } as unknown as DueDisksQueries;
  return new DiskNotices({ lease } as unknown as ReadModelsConnection, log, disks, commands, health);
};

class Tell extends Command<object> {}

const policies = async ({ lease, answer, commands, log, health }: World): Promise<Task> => {
  const events = createMemoryEventStore(counterRegistry);
  await events.append('counter-a', 'no_stream', counted(1));
  const policy = {
    ...{ name: 'when-counted-then-tell', on: ['Counted'] as const },
    then: () => answer().then(() => [{ name: 'tell', data: {} }]),
  };
  const declared = whenever<CounterEvent, undefined>(policy, { startAt: 'beginning', commands: { tell: Tell } });
  const discovery = { getProviders: () => [{ instance: declared }] } as unknown as DiscoveryService;
  const database = { lease, projectionStore: new MemoryProjectionStore() } as unknown as ReadModelsConnection;
  return new Policies(discovery, {} as ModuleRef, commands, events, database, log, health);
};

describe.each([
  ['of sessions’ limits', sessionLimits],
  ['of disks that are due', diskNotices],
  ['of a policy', policies],
] as const)('the worker %s', (_, taskOf) => {
  /** Comes as far as what it asked, and goes on after what happens meanwhile. */
  const runs = async (meanwhile: (of: World) => void): Promise<World> => {
    const of = world();
    const task = await taskOf(of);
    task.onApplicationBootstrap();
    await of.asked;
    meanwhile(of);
    of.goOn();
    await until('it has acted, or not', () => of.sent.length + of.failed.length > 0);
    await task.onApplicationShutdown();
    return of;
  };

  test('acts on what it was answered', async () => {
    const { sent, failed } = await runs(() => undefined);
    expect([sent.length, failed]).toEqual([1, []]);
  });

  test('does nothing more on what it was answered before it stood still, for as long as another one may act', async () => {
    const { sent, failed } = await runs(({ standStill }) => standStill());
    expect(sent).toEqual([]);
    expect(failed).toMatchObject([{ name: 'LeaseLapsedError' }]);
  });
});

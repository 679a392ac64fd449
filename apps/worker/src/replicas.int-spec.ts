import { EventEmitter, once } from 'node:events';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { Health } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { createProject, Templates, Workers } from './workers.fixture.js';

// a lease passes on within seconds
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const policy = 'policy:when-project-created-then-connect-template';

let workers: Workers;
let first: INestApplicationContext;
let second: INestApplicationContext;

beforeAll(async () => {
  workers = await Workers.on();
  first = await workers.start();
  await until('the first does all of it', async () => (await standing(first)).every((state) => state === 'acting'));
  await until('also of launches', async () => (await launchesOf(first)) === 'acting for 16 of 16 shards');
  second = await workers.start();
});
afterAll(() => workers.close());

const stateOf = async (worker: INestApplicationContext): Promise<Map<string, string>> => {
  const { checks } = await worker.get(Health).readiness();
  const states = Object.entries(checks).map(([name, { detail = '' }]): [string, string] => [name, detail]);
  return new Map(states.filter(([name]) => /^policy:|^projector$/.test(name)));
};
const standing = async (worker: INestApplicationContext): Promise<string[]> => [...(await stateOf(worker)).values()];

const launchesOf = async (worker: INestApplicationContext): Promise<string | undefined> =>
  (await worker.get(Health).readiness()).checks['launch-saga']?.detail;

/** As when the worker that does it does not reach the database for a while. */
const giveUp = (name: string): Promise<unknown> =>
  second
    .get<ReadModelsConnection>(DATABASE)
    .collection<{ _id: string }>('leases')
    .updateOne({ _id: name }, { $set: { owner: '' } });

describe('workers beside each other', () => {
  test('have a lease for each consumer of the log: one acts, the other stands by', async () => {
    const [acting, waiting] = [await stateOf(first), await stateOf(second)];
    expect(acting.size).toBeGreaterThan(3);
    expect([...acting.keys()]).toEqual([...waiting.keys()]);
    expect(new Set(acting.values())).toEqual(new Set(['acting']));
    expect(new Set(waiting.values())).toEqual(new Set(['standing by']));
  });

  test('divide the launches among themselves', async () => {
    for (const worker of [first, second])
      await until('it has half', async () => (await launchesOf(worker)) === 'acting for 8 of 16 shards');
  });

  test('share the work: one of them runs a policy, the other the rest, and an event is answered once', async () => {
    await giveUp(policy);
    await until('the second runs the policy', async () => (await stateOf(second)).get(policy) === 'acting');
    await until('the first knows', async () => (await stateOf(first)).get(policy) === 'standing by');
    expect((await standing(first)).filter((state) => state === 'acting')).toHaveLength((await stateOf(first)).size - 1);
    expect((await standing(second)).filter((state) => state === 'acting')).toHaveLength(1);
    const { events } = await createProject(first);
    await until('the policy has answered', async () => (await events()).length > 1);
    expect((await events()).map(({ type }) => type)).toEqual(['ProjectCreated', 'RepositoryConnected']);
  });

  test('take over what one leaves', async () => {
    await workers.end(first);
    await until('the second does all of it', async () => (await standing(second)).every((state) => state === 'acting'));
    await until('also of launches', async () => (await launchesOf(second)) === 'acting for 16 of 16 shards');
    const { events } = await createProject(second);
    await until('the policy has answered', async () => (await events()).length > 1);
    expect((await events()).map(({ type }) => type)).toEqual(['ProjectCreated', 'RepositoryConnected']);
  });

  test('have nothing of what one that ends is still at: it is theirs as soon as that is done', async () => {
    const third = await workers.start();
    const steps = new EventEmitter();
    const [asked, answered] = [once(steps, 'asked'), once(steps, 'answered')];
    vi.spyOn(second.get(Templates, { strict: false }), 'urlFor').mockImplementation(async (projectId) => {
      steps.emit('asked');
      await answered;
      return `https://git.example.org/${projectId}.git`;
    });
    const { events } = await createProject(third);
    await asked;
    const ended = workers.end(second);
    const leaseOf = async () => (await third.get<ReadModelsConnection>(DATABASE).leases()).get(policy);
    const begun = await leaseOf();
    // eight are as long as a lease lasts
    const isOverdue = async () => ((await leaseOf())?.beat ?? 0n) >= (begun?.beat ?? 0n) + 10n;
    await until('it gives signs of life for longer than a lease lasts', isOverdue, 60_000);
    expect(await leaseOf()).toMatchObject({ owner: begun?.owner, epoch: begun?.epoch });
    steps.emit('answered');
    await ended;
    await until('the third runs the policy', async () => (await stateOf(third)).get(policy) === 'acting');
    expect((await events()).map(({ type }) => type)).toEqual(['ProjectCreated', 'RepositoryConnected']);
  });
});

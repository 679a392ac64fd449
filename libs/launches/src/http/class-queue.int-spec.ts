import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { resourceClassesStream } from '#libs/resources';
import { launchIdOf } from '../launch.js';
import { type LaunchesApi, type Person, people, startLaunches } from '../launches.fixture.js';
import type { LaunchSaga } from '../saga/launch-saga.js';
import { ENVIRONMENT, PROJECT, SESSION } from '../testing/launches.js';

const resourceClassId = '0a000000-0000-4000-8000-0000000000c1';
let api: LaunchesApi;
let saga: LaunchSaga;

const ask = async (who: Person, method: 'GET' | 'POST', path: string): Promise<unknown> => {
  const headers = { authorization: `Bearer ${who}` };
  const payload = path.endsWith('/stop') ? { payload: {} } : {};
  return JSON.parse((await api.app.inject({ method, url: `/api/v1${path}`, headers, ...payload })).body);
};

const launchOf = (who: Person): string => launchIdOf(PROJECT, ENVIRONMENT, people[who]);
const launch = (who: Person) => ask(who, 'POST', `/projects/${PROJECT}/sessions/${SESSION}/launch`);
const seenBy = (who: Person) => ask(who, 'GET', `/launches/${launchOf(who)}`);

const runs = (who: Person): Promise<void> =>
  until(`${who}’s runs`, async () => (await api.world.launch(launchOf(who))).status === 'running');
const waits = (who: Person): Promise<void> =>
  until(`${who}’s waits`, async () => {
    const { classTurn, phase } = await api.world.launch(launchOf(who));
    return classTurn !== undefined && phase === 'queued';
  });

beforeEach(async () => {
  api = await startLaunches();
  saga = api.world.saga();
  saga.start();
  const data = { resourceClassId, name: 'gpu', cpu: 8, memory: 2 ** 33, gpu: 0, capacity: 1 };
  await api.world.happens(resourceClassesStream, { type: 'ResourceClassPublished', data });
});

afterEach(async () => {
  await saga.stop();
  await api.app.close();
});

test('rule 10, limits: a launch of a full class says which limit holds, and of others’ only how many have the places', async () => {
  await launch('grace');
  await runs('grace');
  await launch('ada');
  await waits('ada');
  const queue = { limit: 1, resourceClass: { resourceClassId, name: 'gpu' }, holders: [], others: 1 };
  expect(await seenBy('ada')).toMatchObject({ status: 'launching', phase: 'queued', queuePosition: 1, queue });
  expect(JSON.stringify(await seenBy('ada'))).not.toContain(launchOf('grace'));
  await ask('grace', 'POST', `/launches/${launchOf('grace')}/stop`);
  await runs('ada');
  expect(await seenBy('ada')).toMatchObject({ status: 'running' });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { LAUNCH_STATUSES, type LaunchStatuses } from '#libs/sessions';
import { launchIdOf } from '../launch.js';
import { type LaunchesApi, people, startLaunches } from '../launches.fixture.js';
import type { LaunchSaga } from '../saga/launch-saga.js';
import { ENVIRONMENT, PROJECT, SESSION } from '../testing/launches.js';

let api: LaunchesApi;
let saga: LaunchSaga;
const launchId = launchIdOf(PROJECT, ENVIRONMENT, people.grace);

beforeEach(async () => {
  api = await startLaunches();
  saga = api.world.saga();
  saga.start();
});

afterEach(async () => {
  await saga.stop();
  await api.app.close();
});

const post = async (path: string) => {
  const headers = { authorization: 'Bearer grace' };
  await api.app.inject({ method: 'POST', url: `/api/v1${path}`, headers, payload: {} });
};
const comesTo = (status: string): Promise<void> =>
  until(`it is ${status}`, async () => (await api.world.launch(launchId)).status === status);

test('of each session it is known how many run it, and of what is over nothing', async () => {
  const statuses = api.app.get<LaunchStatuses>(LAUNCH_STATUSES);
  expect(await statuses.live(PROJECT)).toEqual(new Map());
  await post(`/projects/${PROJECT}/sessions/${SESSION}/launch`);
  await comesTo('running');
  expect(await statuses.live(PROJECT)).toEqual(new Map([[SESSION, 1]]));
  expect(await statuses.live(ENVIRONMENT)).toEqual(new Map());
  await post(`/launches/${launchId}/stop`);
  await comesTo('inactive');
  expect(await statuses.live(PROJECT)).toEqual(new Map());
});

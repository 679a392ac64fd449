import { PassThrough, Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { projectStream } from '#libs/projects';
import { launchIdOf } from './launch.js';
import { type LaunchesApi, type Person, people, startLaunches } from './launches.fixture.js';
import type { LaunchSaga } from './saga/launch-saga.js';
import { ENVIRONMENT, PROJECT, SESSION } from './testing/launches.js';

let api: LaunchesApi;
let saga: LaunchSaga;

const launchId = launchIdOf(PROJECT, ENVIRONMENT, people.grace);
const path = `/launches/${launchId}`;

const call = async (method: 'GET' | 'POST' | 'DELETE', route: string, person: Person = 'grace', payload?: object) => {
  const headers = { authorization: `Bearer ${person}` };
  const answer = await api.app.inject({ method, url: `/api/v1${route}`, headers, ...(payload && { payload }) });
  const isJson = String(answer.headers['content-type']).includes('json');
  const body = isJson ? (JSON.parse(answer.body) as Record<string, unknown>) : {};
  return { status: answer.statusCode, headers: answer.headers, body, bytes: answer.rawPayload };
};
const comesTo = (status: string): Promise<unknown> =>
  until(`it is ${status}`, async () => (await api.world.launch(launchId)).status === status);
const isRunning = async (): Promise<void> => {
  await call('POST', `/projects/${PROJECT}/sessions/${SESSION}/launch`);
  await comesTo('running');
};
const isPaused = async (): Promise<string> => {
  await isRunning();
  await call('POST', `${path}/pause`);
  await comesTo('paused');
  return (await api.world.launch(launchId)).diskId;
};

beforeEach(async () => {
  api = await startLaunches();
  saga = api.world.saga();
  saga.start();
});

afterEach(async () => {
  await saga.stop();
  await api.app.close();
});

describe('rule 9, disks: the files of a paused session', () => {
  test('are taken as one archive, without resuming it', async () => {
    const diskId = await isPaused();
    const { status, headers, bytes } = await call('GET', `${path}/files`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename="work.tar.gz"',
      'cache-control': 'no-store',
    });
    expect(gunzipSync(bytes).toString()).toBe(`the archive of ${diskId}`);
    expect(await api.world.launch(launchId)).toMatchObject({ status: 'paused', run: 1 });
  });

  test('are taken by nobody else, not by an admin and auditor either, and neither deleted', async () => {
    await isPaused();
    for (const method of ['GET', 'DELETE'] as const)
      expect(await call(method, `${path}/files`, 'ada')).toMatchObject({
        status: 404,
        body: { code: 'launch-not-found' },
      });
    expect(api.world.story(launchId)).not.toContain('SessionStopped');
  });

  test('are not for who may not open the session any more; they can still delete them', async () => {
    await isPaused();
    const data = { projectId: PROJECT, visibility: 'private' };
    await api.world.happens(projectStream(PROJECT), { type: 'ProjectVisibilityChanged', data });
    expect(await call('GET', `${path}/files`)).toMatchObject({ status: 409, body: { code: 'not-reachable' } });
    expect((await call('DELETE', `${path}/files`)).status).toBe(202);
  });

  test('are neither taken nor deleted while it runs', async () => {
    await isRunning();
    for (const method of ['GET', 'DELETE'] as const)
      expect(await call(method, `${path}/files`)).toMatchObject({ status: 409, body: { code: 'files-in-use' } });
    expect(await api.world.launch(launchId)).toMatchObject({ status: 'running' });
  });

  test('are deleted at once where that is wanted, which the history tells, and its place is left', async () => {
    const diskId = await isPaused();
    expect(api.world.runtime.disks.has(diskId)).toBe(true);
    expect(await call('DELETE', `${path}/files`)).toMatchObject({ status: 202, body: { status: 'inactive' } });
    await until('they are deleted', () => api.world.story(launchId).includes('DiskDiscarded'));
    expect(api.world.story(launchId).slice(-2)).toEqual(['SessionStopped', 'DiskDiscarded']);
    expect(api.world.runtime.disks.has(diskId)).toBe(false);
    expect((await call('DELETE', `${path}/files`)).status).toBe(200);
    expect(await call('GET', `${path}/files`)).toMatchObject({ status: 404, body: { code: 'no-files' } });
  });

  test('of a stopped one are still taken while they are kept', async () => {
    await isPaused();
    await call('POST', `${path}/stop`, 'grace', { discard: false });
    expect((await call('GET', `${path}/files`)).status).toBe(200);
  });

  test('that cannot be read without a run are said to be so', async () => {
    await isPaused();
    expect((await call('GET', path)).body).toMatchObject({ runtime: { filesAtRest: true } });
    api.reader.archive = () => Promise.resolve(undefined);
    expect(await call('GET', `${path}/files`)).toMatchObject({ status: 409, body: { code: 'files-not-readable' } });
    delete api.reader.archive;
    expect((await call('GET', path)).body).toMatchObject({ runtime: { filesAtRest: false } });
    expect(await call('GET', `${path}/files`)).toMatchObject({ status: 409, body: { code: 'files-not-readable' } });
  });

  test('are taken by one request at a time', async () => {
    await isPaused();
    const slow = new PassThrough();
    api.reader.archive = () => Promise.resolve(slow);
    const first = call('GET', `${path}/files`);
    await until('it is being read', () => slow.listenerCount('end') > 0);
    expect(await call('GET', `${path}/files`)).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    slow.end('all of it');
    expect(gunzipSync((await first).bytes).toString()).toBe('all of it');
    api.reader.archive = () => Promise.resolve(Readable.from(['again']));
    expect((await call('GET', `${path}/files`)).status).toBe(200);
  });

  test('are taken ten times a minute', async () => {
    await isPaused();
    for (let taken = 0; taken < 10; taken += 1) expect((await call('GET', `${path}/files`)).status).toBe(200);
    expect(await call('GET', `${path}/files`)).toMatchObject({ status: 429 });
  });
});

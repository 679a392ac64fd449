import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveId } from '#libs/event-sourcing';
import { until, watchReads } from '#libs/event-sourcing/testing';
import { person, personStream } from '#libs/people';
import { projectStream } from '#libs/projects';
import { resourceClassesStream } from '#libs/resources';
import { LAUNCH_STATUSES, type LaunchStatuses, sessionsStream } from '#libs/sessions';
import { inspectedImage } from '../../image-registry/src/checking/images.fixture.js';
import { launchIdOf, launchStream, runKey } from './launch.js';
import { type LaunchesApi, type Person, people, startLaunches } from './launches.fixture.js';
import type { LaunchSaga } from './saga/launch-saga.js';
import { configuration, ENVIRONMENT, OTHER_SESSION, PROJECT, SESSION } from './testing/launches.js';

let api: LaunchesApi;
let saga: LaunchSaga;

interface Answered {
  readonly status: number;
  readonly headers: Record<string, string>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a client sees is JSON; the expectations say which
  readonly body: any;
}

const at =
  (person: Person) =>
  async (method: 'GET' | 'POST', path: string, body?: object, headers: object = {}) => {
    const answer = await api.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${person}`, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
      body: isJson ? JSON.parse(answer.body) : answer.body,
    } as Answered;
  };
const [ada, grace] = [at('ada'), at('grace')];
const OTHER_ENVIRONMENT = '33333333-3333-4333-8333-333333333334';
const launchId = launchIdOf(PROJECT, ENVIRONMENT, people.grace);
const path = `/launches/${launchId}`;
const launchPath = `/projects/${PROJECT}/sessions/${SESSION}/launch`;

const comesTo = (status: string): Promise<void> =>
  until(`it is ${status}`, async () => (await api.world.launch(launchId)).status === status);

const isRunning = async (): Promise<void> => {
  await grace('POST', launchPath);
  await comesTo('running');
};

beforeEach(async () => {
  api = await startLaunches({ limits: { runningPerUser: 1 } });
  saga = api.world.saga();
  saga.start();
});

afterEach(async () => {
  await saga.stop();
  await api.app.close();
});

describe('a launch, as its user sees it', () => {
  test('is started, found, paused, resumed and stopped', async () => {
    const started = await grace('POST', launchPath);
    expect(started).toMatchObject({
      status: 202,
      headers: { location: `/api/v1${path}`, position: started.body.position },
      body: { launchId, run: 1, status: 'launching' },
    });
    await comesTo('running');
    expect(await grace('POST', launchPath)).toMatchObject({
      status: 200,
      body: { launchId, run: 1, status: 'running' },
    });
    expect((await grace('GET', path)).body).toEqual({
      launchId,
      run: 1,
      projectId: PROJECT,
      projectName: 'Flights',
      sessionName: 'Notebooks',
      sessionId: SESSION,
      environmentId: ENVIRONMENT,
      status: 'running',
      warnings: [],
      image: configuration.image,
      resources: configuration.resources,
      runtime: { name: 'local', imageUsed: false, limitsEnforced: false, filesAtRest: true },
      configurationChanged: false,
      timeline: expect.arrayContaining([
        { at: '2026-03-01T12:00:00.000Z', type: 'SessionLaunched', by: people.grace, detail: 'run 1' },
        { at: '2026-03-01T12:00:00.000Z', type: 'SessionStarted', by: 'system:launch-saga' },
      ]),
    });

    expect(await grace('POST', `${path}/pause`)).toMatchObject({
      status: 202,
      body: { status: 'running', phase: 'pausing' },
    });
    await comesTo('paused');
    expect((await grace('GET', path)).body).toMatchObject({
      status: 'paused',
      diskExpiresAt: '2026-03-15T12:00:00.000Z',
    });
    expect(await grace('POST', `${path}/resume`, { configuration: 'current' })).toMatchObject({
      status: 202,
      body: { run: 2, status: 'launching' },
    });
    await comesTo('running');
    expect(await grace('POST', `${path}/stop`, { discard: true })).toMatchObject({ status: 202 });
    await until('the disk is discarded', () => api.world.story(launchId).includes('DiskDiscarded'));
    expect((await grace('GET', path)).body).toMatchObject({ status: 'inactive' });
    expect((await grace('GET', path)).body).not.toHaveProperty('diskExpiresAt');
  });

  test('rule 3, default: starts with one click', async () => {
    expect(await grace('POST', `/projects/${PROJECT}/launch`)).toMatchObject({
      status: 409,
      body: { code: 'no-session' },
    });
    const data = { projectId: PROJECT, sessionId: SESSION };
    await api.world.happens(sessionsStream(PROJECT), { type: 'DefaultSessionChosen', data });
    expect(await grace('POST', `/projects/${PROJECT}/launch`)).toMatchObject({ status: 202, body: { launchId } });
  });

  test('rule 2, pinned: resolves the image that its session could not be pinned to before', async () => {
    const { reference } = configuration.image;
    const [session, digest] = ['0a000000-0000-4000-8000-0000000000c1', `sha256:${'d'.repeat(64)}`];
    const environment = { ...configuration.environment, environmentId: session, image: { reference } };
    const added = { projectId: PROJECT, sessionId: session, name: 'Own', environment };
    await api.world.happens(sessionsStream(PROJECT), {
      type: 'EnvironmentAdded',
      data: {
        ...added,
        source: { kind: 'image', reference },
        configuration: { resources: {}, repositories: 'all', storages: 'all' },
      },
    });
    api.images.images.set(reference, inspectedImage({ digest }));
    const launched = await grace('POST', `/projects/${PROJECT}/sessions/${session}/launch`);
    expect(launched).toMatchObject({ status: 202 });
    const { body } = await grace('GET', `/launches/${launched.body.launchId}`);
    expect(body).toMatchObject({ image: { reference, digest }, configurationChanged: false });
    const [event] = await api.world.store.read(`launch-${launched.body.launchId}`);
    expect(event?.data).toMatchObject({ image: { reference, digest }, imageResolved: true });

    const own = `/launches/${launched.body.launchId}`;
    const is = (status: string) => until(status, async () => (await grace('GET', own)).body.status === status);
    await is('running');
    await grace('POST', `${own}/pause`);
    await is('paused');
    const newer = `sha256:${'e'.repeat(64)}`;
    api.images.images.set(reference, inspectedImage({ digest: newer }));
    await grace('POST', `${own}/resume`, { configuration: 'current' });
    expect((await grace('GET', own)).body).toMatchObject({ run: 2, image: { reference, digest: newer } });
  });

  test('rule 6, configuration: gets the class that was the smallest when it was launched', async () => {
    const [small, large] = ['0a000000-0000-4000-8000-0000000000c1', '0a000000-0000-4000-8000-0000000000c2'];
    const publish = (resourceClassId: string, name: string, cpu: number) =>
      api.world.happens(resourceClassesStream, {
        type: 'ResourceClassPublished',
        data: { resourceClassId, name, cpu, memory: 2 ** 33, gpu: 0 },
      });
    await publish(large, 'large', 8);
    await grace('POST', launchPath);
    await comesTo('running');
    const had = { resources: { cpu: 8, memory: 2 ** 33 }, resourceClass: { resourceClassId: large, name: 'large' } };
    expect((await grace('GET', path)).body).toMatchObject({ ...had, configurationChanged: false });
    await publish(small, 'small', 2);
    expect((await grace('GET', path)).body).toMatchObject({ ...had, configurationChanged: true });
    await grace('POST', `${path}/pause`);
    await comesTo('paused');
    await grace('POST', `${path}/resume`, { configuration: 'current' });
    await comesTo('running');
    expect((await grace('GET', path)).body).toMatchObject({
      resourceClass: { name: 'small' },
      configurationChanged: false,
    });
    await grace('POST', `${path}/stop`, {});
    await comesTo('inactive');
    for (const resourceClassId of [small, large])
      await api.world.happens(resourceClassesStream, { type: 'ResourceClassArchived', data: { resourceClassId } });
    await publish('0a000000-0000-4000-8000-0000000000c3', 'tiny', 0.1);
    expect(await grace('POST', launchPath)).toMatchObject({ status: 422, body: { code: 'no-resource-class' } });
  });

  test('is done once when the request is repeated', async () => {
    const key = { 'idempotency-key': 'click-1' };
    const first = await grace('POST', launchPath, undefined, key);
    const second = await grace('POST', launchPath, undefined, key);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.headers['position']).toBe(first.headers['position']);
  });

  test('a repeated click on the default means the session it launched, though another is the default by now', async () => {
    const becomesDefault = (sessionId: string): Promise<void> =>
      api.world.happens(sessionsStream(PROJECT), {
        type: 'DefaultSessionChosen',
        data: { projectId: PROJECT, sessionId },
      });
    await api.world.addSession(OTHER_SESSION, ENVIRONMENT);
    await becomesDefault(SESSION);
    const key = { 'idempotency-key': 'click-2' };
    const first = await grace('POST', `/projects/${PROJECT}/launch`, undefined, key);
    await becomesDefault(OTHER_SESSION);
    const second = await grace('POST', `/projects/${PROJECT}/launch`, undefined, key);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.headers['position']).toBe(first.headers['position']);
  });

  test('a repeated click is answered as the first one, though the session or the right to launch it is gone by now', async () => {
    const paths = [`/projects/${PROJECT}/launch`, launchPath];
    await api.world.happens(sessionsStream(PROJECT), {
      type: 'DefaultSessionChosen',
      data: { projectId: PROJECT, sessionId: SESSION },
    });
    const send = (to: string) => grace('POST', to, undefined, { 'idempotency-key': 'click-3' });
    const first = await send(launchPath);
    await api.world.addSession(OTHER_SESSION, OTHER_ENVIRONMENT);
    await api.world.happens(
      sessionsStream(PROJECT),
      { type: 'SessionRemoved', data: { projectId: PROJECT, sessionId: SESSION } },
      { type: 'DefaultSessionChosen', data: { projectId: PROJECT, sessionId: OTHER_SESSION } },
    );
    expect(await send(launchPath)).toEqual(first);
    await api.world.happens(projectStream(PROJECT), {
      type: 'ProjectVisibilityChanged',
      data: { projectId: PROJECT, visibility: 'private' },
    });
    expect(await send(launchPath)).toEqual(first);
    for (const to of paths) expect(await grace('POST', to)).toMatchObject({ status: 404 });
  });

  test('a repeated click on a default that was removed since launches nothing else', async () => {
    const chosen = (sessionId: string) =>
      ({ type: 'DefaultSessionChosen', data: { projectId: PROJECT, sessionId } }) as const;
    await api.world.happens(sessionsStream(PROJECT), chosen(SESSION));
    await api.world.addSession(OTHER_SESSION, OTHER_ENVIRONMENT);
    const click = () => grace('POST', `/projects/${PROJECT}/launch`, undefined, { 'idempotency-key': 'click-4' });
    const first = await click();
    await api.world.happens(
      sessionsStream(PROJECT),
      { type: 'SessionRemoved', data: { projectId: PROJECT, sessionId: SESSION } },
      chosen(OTHER_SESSION),
    );
    expect(await click()).toEqual(first);
    expect(api.world.story(launchIdOf(PROJECT, OTHER_ENVIRONMENT, people.grace))).toEqual([]);
  });

  test.each([1, 100])('of the default session costs four reads of streams in a project of %i', async (count) => {
    for (let index = 1; index < count; index += 1) await api.world.addSession(deriveId(index), deriveId(-index));
    await api.world.happens(sessionsStream(PROJECT), {
      type: 'DefaultSessionChosen',
      data: { projectId: PROJECT, sessionId: SESSION },
    });
    await saga.stop();
    const reads = watchReads(api.world.store);
    expect(await grace('POST', `/projects/${PROJECT}/launch`)).toMatchObject({ status: 202 });
    expect(reads()).toHaveLength(4);
  });

  test('rule 4, one launch: another session on the same environment has to wait, and is told for what', async () => {
    await isRunning();
    await api.world.addSession(OTHER_SESSION, ENVIRONMENT);
    expect(await grace('POST', `/projects/${PROJECT}/sessions/${OTHER_SESSION}/launch`)).toMatchObject({
      status: 409,
      body: { code: 'environment-in-use', launchId, sessionId: SESSION, links: { launch: `/api/v1${path}` } },
    });
  });

  test('says why it failed, and what to do', async () => {
    api.world.runtime.onEnsure = (spec) =>
      api.world.runtime.becomes(spec, { status: 'failed', reason: 'BAD_IMAGE', message: 'no such image' });
    await grace('POST', launchPath);
    await comesTo('failed');
    expect((await grace('GET', path)).body).toMatchObject({
      status: 'failed',
      reason: { code: 'BAD_IMAGE', message: 'no such image', advice: expect.stringContaining('image') },
    });
  });

  test('rule 6, configuration: says that the session is configured otherwise by now', async () => {
    await isRunning();
    await api.world.happens(sessionsStream(PROJECT), {
      type: 'SessionConfigured',
      data: {
        projectId: PROJECT,
        sessionId: SESSION,
        name: 'Notebooks',
        configuration: { resources: { cpu: 9 }, repositories: 'all', storages: 'all' },
      },
    });
    expect((await grace('GET', path)).body).toMatchObject({ configurationChanged: true });
  });

  test('waits for its turn', async () => {
    await isRunning();
    const environmentId = '33333333-3333-4333-8333-333333333334';
    await api.world.addSession(OTHER_SESSION, environmentId);
    const waiting = launchIdOf(PROJECT, environmentId, people.grace);
    await grace('POST', `/projects/${PROJECT}/sessions/${OTHER_SESSION}/launch`);
    await until('it waits', async () => (await api.world.launch(waiting)).phase === 'queued');
    const holder = { launchId, projectId: PROJECT, projectName: 'Flights', sessionId: SESSION };
    expect((await grace('GET', `/launches/${waiting}`)).body).toMatchObject({
      ...{ phase: 'queued', queuePosition: 1 },
      queue: { limit: 1, holders: [{ ...holder, sessionName: 'Notebooks' }] },
    });
    expect(await grace('POST', `/launches/${waiting}/pause`)).toMatchObject({
      status: 202,
      body: { status: 'launching', phase: 'pausing' },
    });
    await until('it is paused', async () => (await api.world.launch(waiting)).status === 'paused');
  });

  test('is found in lists, page by page', async () => {
    await isRunning();
    await api.world.addSession(OTHER_SESSION, '33333333-3333-4333-8333-333333333334');
    await grace('POST', `/projects/${PROJECT}/sessions/${OTHER_SESSION}/launch`);
    const idsIn = ({ body }: Answered): string[] => (body as { launchId: string }[]).map(({ launchId: id }) => id);
    const ids = async (query: string): Promise<string[]> => idsIn(await grace('GET', `/launches${query}`));
    expect(await ids('')).toHaveLength(2);
    expect(await ids('?status=running')).toEqual([launchId]);
    expect(await ids(`?project=${SESSION}`)).toEqual([]);
    const first = await grace('GET', '/launches?limit=1');
    const next = /<\/api\/v1(.+)>; rel="next"/.exec(first.headers['link'] ?? '')?.[1];
    const second = await grace('GET', next ?? '');
    expect([...idsIn(first), ...idsIn(second)]).toEqual(await ids(''));
  });

  test('is entered while it runs, and its logs are text', async () => {
    expect(await grace('POST', `${path}/access`)).toMatchObject({ status: 404, body: { code: 'launch-not-found' } });
    await isRunning();
    expect(await grace('POST', `${path}/access`)).toMatchObject({
      status: 200,
      body: { url: expect.stringContaining(launchId) },
    });
    const logs = await grace('GET', `${path}/logs?tail=5`);
    expect(logs).toMatchObject({ status: 200, body: '' });
    expect(logs.headers['content-type']).toContain('text/plain');
    await grace('POST', `${path}/pause`);
    await comesTo('paused');
    expect(await grace('POST', `${path}/access`)).toMatchObject({ status: 409, body: { code: 'not-reachable' } });
  });

  test('says that it is going to be paused by itself, and is kept running', async () => {
    await isRunning();
    const due = { reason: 'idle', since: '2026-03-01T08:00:00.000Z', pausesAt: '2026-03-02T08:00:00.000Z' };
    const data = { ...runKey(await api.world.launch(launchId)), ...due };
    await api.world.happens(launchStream(launchId), { type: 'SessionPauseAnnounced', data });
    expect((await grace('GET', path)).body).toMatchObject({ status: 'running', announcedPause: due });
    expect(await grace('POST', `${path}/keep`)).toMatchObject({ status: 202, body: { status: 'running' } });
    expect((await grace('GET', path)).body).not.toHaveProperty('announcedPause');
    expect(await grace('POST', `${path}/keep`)).toMatchObject({ status: 200 });
  });

  test('is shown at its session', async () => {
    await isRunning();
    const statuses = api.app.get<LaunchStatuses>(LAUNCH_STATUSES);
    const lastUsedAt = '2026-03-01T12:00:00.000Z';
    const launch = { launchId, sessionId: SESSION, status: 'running', lastUsedAt } as const;
    expect(await statuses.ofUser(people.grace, PROJECT, [ENVIRONMENT])).toEqual(new Map([[ENVIRONMENT, launch]]));
    expect(await statuses.ofUser(people.ada, PROJECT, [ENVIRONMENT])).toEqual(new Map());
    const used = (more: object) => statuses.lastUsed(people.grace, PROJECT, { limit: 1, ...more });
    expect(await used({})).toEqual([launch]);
    expect(await used({ status: 'running' })).toEqual([launch]);
    expect(await used({ status: 'paused' })).toEqual([]);
    expect(await used({ after: [lastUsedAt, launchId] })).toEqual([]);
    expect(await statuses.lastUsed(people.ada, PROJECT, { limit: 1 })).toEqual([]);
  });
});

describe('rule 5, who: a launch, as anybody else sees it, an admin too', () => {
  test.each([
    ['GET', path],
    ['GET', `${path}/logs`],
    ['POST', `${path}/pause`],
    ['POST', `${path}/resume`],
    ['POST', `${path}/keep`],
    ['POST', `${path}/stop`],
    ['POST', `${path}/access`],
  ] as const)('%s %s', async (method, route) => {
    await isRunning();
    expect(await ada(method, route)).toMatchObject({ status: 404, body: { code: 'launch-not-found' } });
    expect((await ada('GET', '/launches')).body).toEqual([]);
    expect(await api.world.launch(launchId)).toMatchObject({ status: 'running' });
  });

  test('whoever was erased meanwhile cannot launch, nor resume', async () => {
    await isRunning();
    await grace('POST', `${path}/pause`);
    await comesTo('paused');
    await api.world.erase(people.grace);
    // as whoever follows the log comes to know
    await api.world.states.of(personStream(people.grace), person);
    for (const route of [launchPath, `${path}/resume`])
      expect(await grace('POST', route)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  test('a project that may not be read cannot be launched, nor a paused session resumed', async () => {
    await isRunning();
    const data = { projectId: PROJECT, visibility: 'private' };
    await api.world.happens(projectStream(PROJECT), { type: 'ProjectVisibilityChanged', data });
    await comesTo('paused');
    expect((await grace('GET', path)).body).toMatchObject({ reason: { code: 'access-lost' } });
    expect(await grace('POST', launchPath)).toMatchObject({ status: 404, body: { code: 'project-not-found' } });
    expect(await grace('POST', `${path}/resume`)).toMatchObject({ status: 404, body: { code: 'session-not-found' } });
    expect(await grace('POST', `${path}/stop`)).toMatchObject({ status: 202, body: { status: 'inactive' } });
  });
});

describe('load', () => {
  const load = async (): Promise<unknown> => (await ada('GET', '/load')).body;

  test('says how many sessions run, start and wait, without whose', async () => {
    expect(await load()).toEqual({
      total: { running: 0, starting: 0, waiting: 0, ending: 0 },
      classes: [],
    });
    await isRunning();
    const answer = await ada('GET', '/load');
    expect(answer).toMatchObject({ status: 200, body: { total: { running: 1 }, classes: [{ running: 1 }] } });
    expect(JSON.stringify(answer.body)).not.toMatch(new RegExp([people.grace, PROJECT, SESSION, launchId].join('|')));
    await grace('POST', `${path}/pause`);
    await comesTo('paused');
    expect(await load()).toMatchObject({ total: { running: 0, starting: 0, waiting: 0, ending: 0 } });
  });

  test('is for admins', async () => {
    expect(await grace('GET', '/load')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

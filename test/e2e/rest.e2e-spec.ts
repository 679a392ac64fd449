import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runnersOf } from '../support/session-processes.js';
import { until } from '../support/until.js';
import type { Answer, Person } from './support/person.js';
import { System } from './support/system.js';

let system: System;
let ada: Person;
let grace: Person;
let linus: Person;
let audrey: Person;

beforeAll(async () => {
  system = await System.start();
  ({ ada, grace, linus, audrey } = await system.everybody());
});
afterAll(() => system.remove());

/** Another service, on the same event store. */
const somebodyElseWrites = async (): Promise<void> => {
  const stores = JSON.parse(await readFile(join(system.dataDir, 'stores.json'), 'utf8')) as { eventStore: string };
  const client = EventStoreDBClient.connectionString(stores.eventStore);
  await client.appendToStream(`another-${randomUUID()}`, [jsonEvent({ type: 'SomethingElse', data: {} })]);
  await client.dispose();
};

const problem = ({ status, headers, body }: Answer<Record<string, unknown>>): string => {
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({
    status,
    code: expect.any(String),
    title: expect.any(String),
    traceId: expect.any(String),
  });
  expect(body['type']).toBe(`urn:renku-sessions:problem:${String(body['code'])}`);
  return `${status} ${String(body['code'])}`;
};

const historyOf = async (projectId: string): Promise<{ type: string; correlationId: string; position: string }[]> =>
  (await grace.get<{ type: string; correlationId: string; position: string }[]>(`/projects/${projectId}/history`)).body;

describe('Idempotency-Key', () => {
  test('the same request once more is answered the same, and is one event', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const [first, second] = [
      await grace.post('/projects', { name: 'Once' }, key),
      await grace.post('/projects', { name: 'Once' }, key),
    ];
    expect(first).toMatchObject({ status: 201 });
    expect({ status: second.status, body: second.body }).toEqual({ status: first.status, body: first.body });
    expect(await historyOf(String(first.body['projectId']))).toMatchObject([{ type: 'ProjectCreated' }]);
  });

  test('side by side it is one event too', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => grace.post('/projects', { name: 'Once' }, key)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body.projectId)}`)).size).toBe(1);
    expect(await historyOf(String(answers[0]!.body['projectId']))).toHaveLength(1);
  });

  test('the same key with another body is refused', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    await grace.post('/projects', { name: 'This' }, key);
    expect(problem(await grace.post('/projects', { name: 'That' }, key))).toBe('422 idempotency-key-reused');
  });

  test('two people may use the same key', async () => {
    const key = { 'Idempotency-Key': 'mine' };
    const [one, two] = [
      await grace.post('/projects', { name: 'A' }, key),
      await linus.post('/projects', { name: 'B' }, key),
    ];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.projectId).not.toBe(two.body.projectId);
  });
});

describe('conditional changes and reading one’s own writes', () => {
  test('a configuration changes only for who has seen its newest state', async () => {
    const projectId = await grace.createProject();
    const path = `/projects/${projectId}/sessions/${await grace.addSession(projectId)}`;
    const seen = (await grace.get(path)).headers.get('etag')!;
    expect(seen).toMatch(/^"\d+"$/);
    const change = (name: string, headers: Record<string, string>) =>
      grace.call('PATCH', path, { body: { name }, headers });
    expect(problem(await change('x', {}))).toBe('428 precondition-required');
    expect(problem(await change('x', { 'If-Match': '*' }))).toBe('400 invalid-precondition');
    const changed = await change('One', { 'If-Match': seen });
    expect([changed.status, changed.body.name]).toEqual([200, 'One']);
    expect(changed.headers.get('etag')).not.toBe(seen);
    expect(problem(await change('Two', { 'If-Match': seen }))).toBe('412 precondition-failed');
    const again = await grace.get(path);
    expect([again.body.name, again.headers.get('etag')]).toEqual(['One', changed.headers.get('etag')]);
  });

  test('Min-Position: not there yet says how far it is; nonsense is refused', async () => {
    const ahead = await grace.get('/projects', { 'Min-Position': '999999999' });
    expect(problem(ahead)).toBe('503 read-model-behind');
    expect(ahead.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(ahead.body['reached']).toMatch(/^\d+$/);
    expect(problem(await grace.get('/projects', { 'Min-Position': 'soon' }))).toBe('400 invalid-precondition');
  });

  test('what is made says where it is and at which position', async () => {
    const made = await grace.post('/projects', { name: 'Somewhere' });
    expect(made.headers.get('location')).toBe(`/api/v1/projects/${String(made.body.projectId)}`);
    expect(made.headers.get('position')).toMatch(/^\d+$/);
    const found = await grace.get(`/projects/${String(made.body.projectId)}`);
    expect([found.status, found.body]).toEqual([200, made.body]);
  });

  test('a list is paged by its links, everything once', async () => {
    const { body: before } = await linus.get<object[]>('/projects?limit=200');
    for (const name of ['P1', 'P2', 'P3', 'P4', 'P5']) await linus.createProject('private', name);
    const names: string[] = [];
    let next: string | undefined = '/projects?limit=2';
    while (next !== undefined) {
      const page: Answer<{ name: string }[]> = await linus.get(next);
      expect(page.status).toBe(200);
      expect(page.body.length).toBeLessThanOrEqual(2);
      names.push(...page.body.map(({ name }) => name));
      next = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(names).toHaveLength(before.length + 5);
    expect(names).toEqual(expect.arrayContaining(['P1', 'P2', 'P3', 'P4', 'P5']));
    expect(problem(await linus.get('/projects?cursor=made-up'))).toBe('400 invalid-cursor');
  });
});

describe('what cannot be understood', () => {
  test('unknown and wrong fields are named by pointer', async () => {
    const answer = await grace.post('/projects', { name: '', visibility: 'secret', colour: 'red' });
    expect(problem(answer)).toBe('400 invalid-request');
    const pointers = (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/name', '/visibility']));
    expect(String(answer.body['detail'])).toContain('colour');
    expect(problem(await grace.get('/projects?colour=red'))).toBe('400 invalid-request');
  });

  test('what is missing is said to be required, and for what', async () => {
    const path = `/projects/${await grace.createProject()}/sessions`;
    const nameless = await grace.post(path, { name: 'Mine', environment: { source: 'image', image: 'python' } });
    expect(problem(nameless)).toBe('400 invalid-request');
    expect(nameless.body['detail']).toMatch(/^\/environment\/name: is required: what the environment is called/);
    expect((await grace.post(path, {})).body['detail']).toMatch(/^\/environment: Send \{"source": "catalogue"/);
    expect((await grace.post('/projects', {})).body['detail']).toBe('/name: is required');
  });

  test.each(['/projects/%E0%A4%A', `/projects/${'x'.repeat(300)}`])('the address %s', async (path) => {
    expect(problem(await grace.get(path))).toMatch(/^4/);
  });

  test.each([
    ['malformed JSON', '{"name": ', {}, '400 invalid-request'],
    ['JSON that is no object', '[]', {}, '400 invalid-request'],
    ['no body', undefined, {}, '400 invalid-request'],
    [
      'another content type',
      'name=x',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      '415 unsupported-media-type',
    ],
    ['a body of more than a megabyte', JSON.stringify({ name: 'x'.repeat(1_100_000) }), {}, '413 body-too-large'],
    ['a prototype in the body', '{"name": "x", "__proto__": {"a": 1}}', {}, '400 invalid-request'],
    ['a bad Idempotency-Key', '{"name": "x"}', { 'Idempotency-Key': 'with space' }, '400 invalid-request'],
  ])('%s', async (_, body, headers, expected) => {
    expect(problem(await grace.call('POST', '/projects', body === undefined ? { headers } : { body, headers }))).toBe(
      expected,
    );
  });

  test.each([
    ['GET', '/projects/{id}'],
    ['GET', '/projects/{id}/sessions'],
    ['GET', '/environments/{id}'],
    ['GET', '/launches/{id}'],
    ['POST', '/launches/{id}/pause'],
    ['POST', '/projects/{id}/launch'],
    ['GET', '/projects/not-a-uuid'],
    ['GET', '/nothing/here'],
    ['PUT', '/nothing/here'],
  ])('%s %s of nothing is 404', async (method, path) => {
    expect(problem(await grace.call(method, path.replace('{id}', randomUUID())))).toMatch(/^404 /);
  });

  test('outside the API as well', async () => {
    const response = await fetch(`${system.url}/nothing/here`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      expect.stringMatching(/^application\/problem\+json/),
    ]);
  });

  test('a method that an address does not take is 405', async () =>
    expect(problem(await grace.call('PUT', '/projects'))).toBe('405 method-not-allowed'));

  test.each([[''], ['Bearer nonsense'], ['Basic YTpi']])('nobody gets in with "%s"', async (authorization) => {
    const answer = await grace.get('/projects', { Authorization: authorization });
    expect(problem(answer)).toBe('401 unauthenticated');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });
});

describe('who may do what', () => {
  test('a private project is hidden, its roles may what the table says', async () => {
    const projectId = await grace.createProject();
    const path = `/projects/${projectId}`;
    const sessionId = await grace.addSession(projectId);
    const environments = await grace.get('/environments');
    const environment = { source: 'catalogue', environmentId: environments.body[0].environmentId };
    const rename = (who: Person) => who.call('PATCH', path, { body: { name: 'Renamed' } });
    const add = (who: Person) => who.post(`${path}/sessions`, { environment });
    const read = (who: Person) => who.get(path);
    const history = (who: Person) => who.get(`${path}/history`);
    const launch = (who: Person) => who.post(`${path}/sessions/${sessionId}/launch`);
    const statuses = async (who: Person): Promise<number[]> =>
      [await read(who), await history(who), await add(who), await rename(who)].map(({ status }) => status);

    expect(await statuses(linus)).toEqual([404, 404, 404, 404]);
    expect(problem(await launch(linus))).toBe('404 project-not-found');
    expect(
      (await linus.get<{ projectId: string }[]>('/projects?limit=200')).body.map((one) => one.projectId),
    ).not.toContain(projectId);
    expect(await statuses(ada)).toEqual([404, 404, 404, 404]);
    expect(await statuses(audrey)).toEqual([200, 200, 403, 403]);
    expect(problem(await launch(audrey))).toBe('403 forbidden');
    expect((await grace.setRole(projectId, linus, 'viewer')).status).toBe(200);
    expect(await statuses(linus)).toEqual([200, 403, 403, 403]);
    expect((await launch(linus)).status).toBe(202);
    await grace.setRole(projectId, linus, 'editor');
    expect(await statuses(linus)).toEqual([200, 403, 201, 403]);
    await grace.setRole(projectId, linus, 'owner');
    expect(await statuses(linus)).toEqual([200, 200, 201, 200]);
    await linus.removeMember(projectId, linus);
    expect((await read(linus)).status).toBe(404);
    expect(problem(await grace.removeMember(projectId, grace))).toBe('409 last-owner');
  });

  test('a public project may be read and launched by anyone, and changed by no stranger', async () => {
    const projectId = await grace.createProject('public');
    await grace.addSession(projectId);
    const path = `/projects/${projectId}`;
    expect((await linus.get(path)).status).toBe(200);
    expect((await linus.post(`${path}/launch`)).status).toBe(202);
    expect(problem(await linus.call('PATCH', path, { body: { name: 'Mine' } }))).toBe('403 forbidden');
    expect(problem(await linus.get(`${path}/history`))).toBe('403 forbidden');
  });

  test('a launch is its user’s alone, for admins and auditors too', async () => {
    const projectId = await grace.createProject('public');
    await grace.addSession(projectId);
    const { launchId } = (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body;
    expect((await grace.get(`/launches/${launchId}`)).status).toBe(200);
    for (const other of [linus, ada, audrey]) {
      for (const path of [`/launches/${launchId}`, `/launches/${launchId}/logs`])
        expect(problem(await other.get(path))).toBe('404 launch-not-found');
      for (const step of ['pause', 'resume', 'stop', 'access'])
        expect(problem(await other.post(`/launches/${launchId}/${step}`))).toBe('404 launch-not-found');
      const launches = await other.get<{ launchId: string }[]>('/launches');
      expect(launches.body.map((one) => one.launchId)).not.toContain(launchId);
      const shown = other === audrey ? { live: 1 } : { status: 'inactive' };
      expect((await other.get(`/projects/${projectId}/sessions`)).body[0]).toMatchObject(shown);
    }
  });

  test('the catalogue is the admins’', async () => {
    const body = { name: 'R', image: 'quay.io/jupyter/r-notebook:latest', keywords: ['r'] };
    expect(problem(await grace.post('/environments', body))).toBe('403 forbidden');
    expect(problem(await audrey.post('/environments', body))).toBe('403 forbidden');
    const made = await ada.post('/environments', body);
    expect([made.status, made.body.image.reference]).toEqual([201, 'quay.io/jupyter/r-notebook:latest']);
    const path = `/environments/${String(made.body.environmentId)}`;
    expect(made.headers.get('location')).toBe(`/api/v1${path}`);
    expect((await grace.get('/environments?keyword=r')).body).toMatchObject([{ name: 'R' }]);
    const etag = (await grace.get(path)).headers.get('etag')!;
    const revise = { body: { name: 'R 4' }, headers: { 'If-Match': etag } };
    expect(problem(await grace.call('PATCH', path, revise))).toBe('403 forbidden');
    expect((await ada.call('PATCH', path, revise)).body).toMatchObject({ name: 'R 4', version: 2 });
    expect(problem(await ada.call('PATCH', path, revise))).toBe('412 precondition-failed');
    const projectId = await grace.createProject();
    const environment = { source: 'catalogue', environmentId: made.body.environmentId };
    expect((await grace.post(`/projects/${projectId}/sessions`, { environment })).status).toBe(201);
    expect((await ada.call('DELETE', path)).status).toBe(204);
    expect((await grace.get('/environments?keyword=r')).body).toEqual([]);
    expect(problem(await grace.post(`/projects/${projectId}/sessions`, { environment }))).toBe(
      '409 environment-archived',
    );
    expect((await grace.get(`/projects/${projectId}/sessions`)).body).toMatchObject([{ environment: { name: 'R 4' } }]);
  });
});

describe('the past', () => {
  test('`at` shows project and sessions as they were, by position and by time', async () => {
    const projectId = await grace.createProject('private', 'Before');
    const sessionId = await grace.addSession(projectId, 'First name');
    const [position] = (await historyOf(projectId)).map((event) => event.position).slice(-1);
    const path = `/projects/${projectId}`;
    const { headers } = await grace.get(`${path}/sessions/${sessionId}`);
    await grace.call('PATCH', `${path}/sessions/${sessionId}`, {
      body: { name: 'Second name' },
      headers: { 'If-Match': headers.get('etag')! },
    });
    await grace.call('PATCH', path, { body: { name: 'After' } });
    expect((await grace.get(`${path}?at=${position!}`)).body.name).toBe('Before');
    expect((await grace.get(`${path}/sessions?at=${position!}`)).body).toMatchObject([{ name: 'First name' }]);
    expect((await grace.get(`${path}/sessions?at=${new Date().toISOString()}`)).body).toMatchObject([
      { name: 'Second name' },
    ]);
    expect(problem(await grace.get(`${path}?at=1`))).toMatch(/^404 /);
    expect(problem(await grace.get(`${path}?at=yesterday`))).toBe('400 invalid-at');
    await grace.setRole(projectId, linus, 'viewer');
    expect((await grace.get(`${path}/members`)).body).toHaveLength(2);
    expect((await grace.get(`${path}/members?at=${position!}`)).body).toMatchObject([{ role: 'owner' }]);
  });

  test('history: launches are told to the launching user and auditors, storage sources to owners', async () => {
    const projectId = await grace.createProject();
    await grace.addSession(projectId);
    await grace.setRole(projectId, linus, 'owner');
    await linus.post(`/projects/${projectId}/launch`);
    const types = async (who: Person, query = ''): Promise<string[]> =>
      (await who.get<{ type: string }[]>(`/projects/${projectId}/history${query}`)).body.map(({ type }) => type);
    const ofProject = ['ProjectCreated', 'EnvironmentAdded', 'DefaultSessionChosen', 'MemberRoleSet'];
    expect(await types(grace)).toEqual(ofProject);
    for (const who of [linus, audrey])
      expect((await types(who)).slice(0, 5)).toEqual([...ofProject, 'SessionLaunched']);
    expect(await types(grace, '?type=MemberRoleSet')).toEqual(['MemberRoleSet']);
    expect(await types(audrey, `?actor=${linus.userId}`)).toEqual(['SessionLaunched']);
    const [first] = await historyOf(projectId);
    expect(await types(grace, `?after=${first!.position}&limit=2`)).toEqual(ofProject.slice(1, 3));
    expect(await types(grace, '?limit=2')).toEqual(ofProject.slice(2));
    expect(await types(grace, '?after=0&limit=2')).toEqual(ofProject.slice(0, 2));

    const lines = await audrey.get<string>(`/projects/${projectId}/history`, { Accept: 'application/x-ndjson' });
    expect(lines.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    const events = lines.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; actor: string });
    expect(events.slice(0, 5).map(({ type }) => type)).toEqual([...ofProject, 'SessionLaunched']);
    expect(lines.body).not.toMatch(/grace|linus/i);

    await grace.removeMember(projectId, linus);
    const removal = await grace.get(`/projects/${projectId}/history?type=MemberRemoved`);
    expect(removal.body).toMatchObject([{ names: { [grace.userId]: 'Grace', [linus.userId]: 'Linus' } }]);
  });

  test('of a deleted project auditors keep history and past; for everybody else it is gone', async () => {
    const projectId = await grace.createProject('public', 'Gone');
    await grace.addSession(projectId, 'Gone too');
    await grace.setRole(projectId, linus, 'viewer');
    const path = `/projects/${projectId}`;
    const at = (await historyOf(projectId)).at(-1)!.position;
    expect((await grace.call('DELETE', path)).status).toBe(204);
    const { body } = await audrey.get<{ type: string; position: string }[]>(`${path}/history`);
    expect(body.map(({ type }) => type)).toEqual(expect.arrayContaining(['ProjectCreated', 'ProjectDeleted']));
    const lines = await audrey.get<string>(`${path}/history`, { Accept: 'application/x-ndjson' });
    expect(lines.body.trimEnd().split('\n')).toHaveLength(body.length);
    expect((await audrey.get(`${path}?at=${at}`)).body).toMatchObject({ name: 'Gone', counts: { sessions: 1 } });
    expect((await audrey.get(`${path}/sessions?at=${at}`)).body).toMatchObject([{ name: 'Gone too' }]);
    expect((await audrey.get(`${path}/members?at=${at}`)).body).toHaveLength(2);
    expect(problem(await audrey.get(`${path}?at=${body.at(-1)!.position}`))).toBe('404 project-not-found');
    for (const now of ['', '/sessions', '/members', '/repositories', '/storages'])
      expect(problem(await audrey.get(`${path}${now}`))).toBe('404 project-not-found');
    for (const who of [grace, linus, ada])
      for (const asked of ['', '/history', `?at=${at}`, `/sessions?at=${at}`])
        expect(problem(await who.get(`${path}${asked}`))).toBe('404 project-not-found');
  });

  test('a trace id is carried into answers and events', async () => {
    const traceId = randomUUID().replaceAll('-', '');
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const made = await grace.post('/projects', { name: 'Traced' }, headers);
    expect(await historyOf(String(made.body['projectId']))).toMatchObject([{ correlationId: traceId }]);
    expect((await grace.get(`/projects/${randomUUID()}`, headers)).body).toMatchObject({ traceId });
  });
});

describe('people', () => {
  test('looking people up is by the whole handle and limited', async () => {
    expect((await ada.get('/users?query=linus')).body).toEqual([
      { userId: linus.userId, displayName: expect.any(String) },
    ]);
    expect((await ada.get('/users?query=lin')).body).toEqual([]);
    const answers: Answer[] = [];
    while (answers.at(-1)?.status !== 429 && answers.length < 50) answers.push(await ada.get('/users?query=nobody'));
    expect(problem(answers.at(-1)!)).toBe('429 too-many-requests');
    expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await grace.get('/users?query=linus')).status).toBe(200);
  });

  test('whoever is erased has no session, no disk and no way in any more; the log keeps an id that means nobody', async () => {
    const projectId = await grace.createProject('public');
    await grace.addSession(projectId);
    const launch = await linus.post<{ launchId: string }>(`/projects/${projectId}/launch`);
    expect(launch.status).toBe(202);
    const own = async () => (await runnersOf(system.dataDir)).filter(({ run }) => run.includes(launch.body.launchId));
    await until('its session runs', async () => (await own()).length === 1);
    const shared = await grace.createProject('private', 'Shared');
    await grace.setRole(shared, linus, 'owner');
    const left = await grace.createProject('private', 'Left to them');
    await grace.setRole(left, linus, 'owner');
    await linus.setRole(left, grace, 'editor');
    const alone = await linus.createProject('private', 'Alone');
    const typesIn = async (id: string): Promise<string[]> =>
      (await audrey.get<{ type: string }[]>(`/projects/${id}/history`)).body.map(({ type }) => type);
    // the store is shared: whoever wrote to it last is not waited for
    await somebodyElseWrites();
    const byLinus = `/projects/${projectId}/history?actor=${linus.userId}`;
    const told = async (): Promise<string> => JSON.stringify((await audrey.get(byLinus)).body);
    expect(await told()).toContain(`"${linus.userId}":"Linus"`);
    expect((await linus.call('DELETE', '/me')).status).toBe(204);
    expect(await told()).not.toContain('"Linus"');
    // what others made them the owner of keeps nobody from it
    await until('what was theirs goes to others', async () => {
      const { body } = await grace.get<{ userId: string; role: string }[]>(`/projects/${left}/members`);
      return body.map(({ userId, role }) => `${userId} ${role}`).join() === `${grace.userId} owner`;
    });
    await until('or ends', async () => (await typesIn(alone)).at(-1) === 'ProjectDeleted');
    expect(await typesIn(shared)).not.toContain('ProjectDeleted');
    expect(problem(await linus.get('/me'))).toBe('401 unauthenticated');
    await until('nothing of it runs', async () => (await own()).length === 0);
    await until('the disk is discarded', async () => {
      const { body } = await audrey.get<{ type: string; data: { launchId?: string } }[]>(
        `/projects/${projectId}/history?type=DiskDiscarded`,
      );
      return body.some(({ data }) => data.launchId === launch.body.launchId);
    });
    const { body } = await audrey.get<{ actor: string }[]>(`/projects/${projectId}/history`);
    expect(body.map(({ actor }) => actor)).toContain(linus.userId);
    expect((await grace.get('/users?query=linus')).body).toEqual([]);
  });
});

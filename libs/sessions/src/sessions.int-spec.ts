import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digest, image } from './sessions.fixture.js';
import { type Person, people, type Slices, startSlices } from './slices.fixture.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let slices: Slices;
const at =
  (person: Person) =>
  async (method: Method, path: string, body?: object, headers: object = {}) => {
    const answer = await slices.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${person}`, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
      body: answer.body === '' ? undefined : JSON.parse(answer.body),
    };
  };
const [ada, grace, linus, audrey] = [at('ada'), at('grace'), at('linus'), at('audrey')];
const reference = (tag: string, letter: string): string => `${image(tag).reference}@${digest(letter)}`;

afterEach(async () => {
  await slices.app.close();
});

let project: string;
let environmentId: string;
let repositoryId: string;

beforeEach(async () => {
  slices = await startSlices();
  project = `/projects/${(await grace('POST', '/projects', { name: 'Flights' })).body.projectId}`;
  environmentId = (await ada('POST', '/environments', { name: 'Jupyter Python', image: reference('1', 'a') })).body
    .environmentId;
  repositoryId = (await grace('POST', `${project}/repositories`, { url: 'https://github.com/o/flights.git' })).body
    .repositoryId;
});

const addSession = (more: object = {}) =>
  grace('POST', `${project}/sessions`, { environment: { source: 'catalogue', environmentId }, ...more });

describe('a project with sessions, as its members use it', () => {
  test('a session is added, configured, made the default and removed', async () => {
    const first = await addSession();
    expect(first).toMatchObject({
      status: 201,
      headers: { etag: '"0"', location: `/api/v1${project}/sessions/${first.body.sessionId}` },
      body: {
        name: 'Jupyter Python',
        environment: { environmentId, createdBy: people.ada, image: image('1', 'a') },
        source: { kind: 'catalogue', environmentId, version: 1 },
        resources: {},
        repositories: 'all',
        storages: 'all',
        isDefault: true,
        notices: [],
        status: 'inactive',
      },
    });
    const second = await addSession({ name: 'Big', resources: { memory: '4Gi', cpu: 0.5 } });
    expect(second.body).toMatchObject({ name: 'Big', isDefault: false, resources: { memory: 2 ** 32, cpu: 0.5 } });

    const path = `${project}/sessions/${second.body.sessionId}`;
    const change = { name: 'Bigger', resources: { disk: '500M', cpu: null }, repositories: [repositoryId] };
    const configured = await grace('PATCH', path, change, { 'if-match': second.headers['etag'] });
    expect(configured).toMatchObject({
      status: 200,
      body: { name: 'Bigger', resources: { memory: 2 ** 32, disk: 500_000_000 }, repositories: [repositoryId] },
    });
    expect(configured.body.resources).not.toHaveProperty('cpu');

    const { sessionId } = second.body;
    expect(await grace('PUT', `${project}/default-session`, { sessionId })).toMatchObject({ status: 204 });
    expect((await grace('GET', project)).body).toMatchObject({
      role: 'owner',
      counts: { sessions: 2, repositories: 1, storages: 0, members: 1 },
      defaultSessionId: sessionId,
    });
    expect((await grace('GET', path)).headers['etag']).toBe(configured.headers['etag']);

    expect(await grace('DELETE', path)).toMatchObject({ status: 204 });
    const left = await grace('GET', `${project}/sessions`);
    expect(left.body).toMatchObject([{ sessionId: first.body.sessionId, isDefault: true }]);
    expect(await grace('GET', path)).toMatchObject({ status: 404, body: { code: 'session-not-found' } });
  });

  test('a session from an image says that it is not pinned yet, and can be pinned', async () => {
    const environment = { source: 'image', image: image('mine').reference, name: 'Mine' };
    const { body } = await grace('POST', `${project}/sessions`, { environment });
    expect(body).toMatchObject({
      environment: { name: 'Mine', createdBy: people.grace, image: { reference: image('mine').reference } },
      notices: [{ code: 'image-unresolved' }],
    });
    const pinned = await grace('POST', `${project}/sessions/${body.sessionId}/image`, { digest: digest('d') });
    expect(pinned).toMatchObject({
      status: 200,
      body: { environment: { image: { digest: digest('d') } }, notices: [] },
    });
  });

  test('rule 2, pinned: a revised environment is an offer, which an editor takes', async () => {
    const { sessionId } = (await addSession()).body;
    const path = `${project}/sessions/${sessionId}`;
    await ada('PATCH', `/environments/${environmentId}`, { image: reference('2', 'b') }, { 'if-match': '"0"' });
    const offered = (await grace('GET', path)).body;
    expect(offered).toMatchObject({ environment: { image: image('1', 'a') }, imageUpdate: image('2', 'b') });
    expect((await grace('POST', `${path}/image`, { newest: true })).body).toMatchObject({
      environment: { image: image('2', 'b') },
      source: { version: 2 },
    });
    expect((await grace('GET', path)).body).not.toHaveProperty('imageUpdate');
    const none = await grace('POST', `${path}/image`, { digest: digest('e') });
    expect(none).toMatchObject({ status: 409, body: { code: 'image-not-offered' } });
  });

  test('rule 8, new project: it has no sessions', async () => {
    expect((await grace('GET', `${project}/sessions`)).body).toEqual([]);
    expect((await grace('GET', project)).body).not.toHaveProperty('defaultSessionId');
  });

  test('the same request twice, with the same key, is one session', async () => {
    const body = { environment: { source: 'catalogue', environmentId } };
    const send = () => grace('POST', `${project}/sessions`, body, { 'idempotency-key': 'once' });
    expect((await send()).body).toEqual((await send()).body);
    expect((await grace('GET', `${project}/sessions`)).body).toHaveLength(1);
  });

  test('a status is shown to the user who launched, on the session that runs', async () => {
    const { sessionId } = (await addSession()).body;
    await addSession({ name: 'Same environment' });
    const lastUsedAt = '2026-02-01T00:00:00.000Z';
    const launch = {
      launchId: '1a000000-0000-4000-8000-000000000001',
      sessionId,
      status: 'running',
      lastUsedAt,
    } as const;
    slices.launches.set(people.grace, new Map([[environmentId, launch]]));
    await grace('PUT', `${project}/members/${people.linus}`, { role: 'owner' });
    const status = async (as: typeof grace) => {
      const shown = (await as('GET', `${project}/sessions`)).body as { status: string }[];
      return shown.map((session) => session.status);
    };
    expect(await status(grace)).toEqual(['running', 'inactive']);
    expect(await status(linus)).toEqual(['inactive', 'inactive']);
    // an auditor sees that it runs, at any session, and none is said to be inactive because it is not theirs
    expect((await audrey('GET', `${project}/sessions`)).body).toMatchObject([{ live: 1 }, { live: 0 }]);
    expect((await audrey('GET', `${project}/sessions/${sessionId}`)).body).toMatchObject({ live: 1 });
    expect(await status(audrey)).toEqual([undefined, undefined]);
    expect((await linus('GET', `${project}/sessions/${sessionId}`)).body).not.toHaveProperty('live');
  });
});

describe('what does not fit is refused, with what was wrong and where', () => {
  test.each([
    ['an unknown field', { nmae: 'x' }, '', 400, 'invalid-request'],
    ['a wrong amount', { resources: { memory: '4GB' } }, '/resources/memory', 400, 'invalid-request'],
    ['too fine a part of a core', { resources: { cpu: 0.00001 } }, '/resources/cpu', 400, 'invalid-request'],
    ['no selection', { repositories: 'none' }, '/repositories', 400, 'invalid-request'],
    [
      'a repository that is not connected',
      { repositories: [people.ada] },
      '/repositories/0',
      422,
      'unknown-repository',
    ],
    ['a storage that is not connected', { storages: [people.ada] }, '/storages/0', 422, 'unknown-storage'],
  ])('%s', async (_, more, pointer, status, code) => {
    const answer = await addSession(more);
    expect(answer).toMatchObject({ status, body: { status, code, errors: [{ pointer }] } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test.each([
    ['not an image', { source: 'image', image: 'http://x', name: 'x' }, '/environment/image', 400, 'invalid-request'],
    ['no such source', { source: 'magic' }, '/environment/source', 400, 'invalid-request'],
    [
      'unknown',
      { source: 'catalogue', environmentId: people.ada },
      '/environment/environmentId',
      404,
      'environment-not-found',
    ],
  ])('an environment that is %s', async (_, environment, pointer, status, code) => {
    expect(await addSession({ environment })).toMatchObject({ status, body: { code, errors: [{ pointer }] } });
  });

  test('an archived environment, and a repository without an image', async () => {
    await ada('DELETE', `/environments/${environmentId}`);
    expect(await addSession()).toMatchObject({ status: 409, body: { code: 'environment-archived' } });
    const environment = { source: 'repository', repositoryId };
    expect(await addSession({ environment })).toMatchObject({ status: 409, body: { code: 'no-image-yet' } });
  });

  test('a change without, or with an old, If-Match', async () => {
    const path = `${project}/sessions/${(await addSession()).body.sessionId}`;
    expect(await grace('PATCH', path, { name: 'A' })).toMatchObject({ status: 428 });
    expect(await grace('PATCH', path, { name: 'A' }, { 'if-match': '"0"' })).toMatchObject({ status: 200 });
    expect(await grace('PATCH', path, { name: 'B' }, { 'if-match': '"0"' })).toMatchObject({ status: 412 });
  });

  test('rule 7, /work/<name>: addresses, names and sources', async () => {
    const connect = (body: object) => grace('POST', `${project}/repositories`, body);
    expect(await connect({ url: 'https://me:s3cret@github.com/o/r' })).toMatchObject({
      status: 422,
      body: { code: 'invalid-repository-url', errors: [{ pointer: '/url' }] },
    });
    expect(await connect({ url: 'https://github.com/o/flights' })).toMatchObject({
      status: 409,
      body: { code: 'already-connected', repositoryId },
    });
    expect((await grace('GET', '/storages')).body).toEqual([{ source: 'nas', writable: true }]);
    const store = (body: object) => grace('POST', `${project}/storages`, body);
    expect(await store({ name: 'flights', source: 'nas' })).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
    expect(await store({ name: 'x', source: '/' })).toMatchObject({ body: { code: 'unknown-storage-source' } });
    const { storageId } = (await store({ name: 'data', source: 'nas' })).body;
    expect((await grace('GET', `${project}/storages`)).body).toEqual([
      { storageId, name: 'data', source: 'nas', readOnly: false },
    ]);
    expect(await grace('DELETE', `${project}/storages/${storageId}`)).toMatchObject({ status: 204 });
    expect(await grace('DELETE', `${project}/storages/${storageId}`)).toMatchObject({ status: 404 });
  });
});

describe('who may do what', () => {
  test('what you may not read does not exist, what you may read but not do is forbidden', async () => {
    for (const [method, path] of [
      ['GET', project],
      ['GET', `${project}/sessions`],
      ['GET', `${project}/members`],
      ['DELETE', project],
    ] as const)
      expect(await linus(method, path)).toMatchObject({ status: 404, body: { code: 'project-not-found' } });
    await grace('PUT', `${project}/members/${people.linus}`, { role: 'viewer' });
    expect(await linus('GET', `${project}/sessions`)).toMatchObject({ status: 200 });
    const environment = { source: 'catalogue', environmentId };
    expect(await linus('POST', `${project}/sessions`, { environment })).toMatchObject({ status: 403 });
  });

  test('a member may leave, the last owner may not', async () => {
    await grace('PUT', `${project}/members/${people.linus}`, { role: 'viewer' });
    expect(await linus('DELETE', `${project}/members/${people.grace}`)).toMatchObject({ status: 403 });
    expect(await linus('DELETE', `${project}/members/${people.linus}`)).toMatchObject({ status: 204 });
    expect((await grace('GET', `${project}/members`)).body).toEqual([{ userId: people.grace, role: 'owner' }]);
    expect(await grace('DELETE', `${project}/members/${people.linus}`)).toMatchObject({ status: 404 });
    const leaving = await grace('DELETE', `${project}/members/${people.grace}`);
    expect(leaving).toMatchObject({ status: 409, body: { code: 'last-owner' } });
  });

  test('a deleted project is gone for everybody; its past is the auditors’', async () => {
    const { sessionId } = (await addSession()).body;
    expect(await grace('DELETE', project)).toMatchObject({ status: 204 });
    for (const person of [grace, audrey])
      for (const path of [project, `${project}/sessions`, `${project}/sessions/${sessionId}`])
        expect(await person('GET', path)).toMatchObject({ status: 404, body: { code: 'project-not-found' } });
    expect(await grace('GET', `${project}?at=100`)).toMatchObject({ status: 404, body: { code: 'project-not-found' } });
    expect(await audrey('GET', `${project}?at=100`)).toMatchObject({ status: 200, body: { name: 'Flights' } });
    expect(await grace('PATCH', project, { name: 'Back' })).toMatchObject({ status: 404 });
    expect((await grace('GET', '/projects')).body).toEqual([]);
  });
});

describe('projects', () => {
  test('the list shows yours page by page, and public ones on request', async () => {
    const name = (n: number): string => `Paged ${n}`;
    for (const n of [1, 2, 3]) await audrey('POST', '/projects', { name: name(n), visibility: 'public' });
    const one = await audrey('GET', '/projects?limit=2');
    expect(one.body).toMatchObject([{ name: name(1) }, { name: name(2) }]);
    const next = /<\/api\/v1(.*)>; rel="next"/.exec(one.headers['link'] ?? '')?.[1];
    expect((await audrey('GET', next!)).body).toMatchObject([{ name: name(3), role: 'owner' }]);
    const others = (await linus('GET', '/projects?visibility=public')).body;
    expect(others).toMatchObject([{ name: name(1) }, { name: name(2) }, { name: name(3) }]);
    expect(others[0]).not.toHaveProperty('role');
    expect((await linus('GET', '/projects')).body).toEqual([]);
  });

  test('auditors can list everybody’s, private ones too; nobody else can', async () => {
    const gone = await grace('POST', '/projects', { name: 'Gone' });
    await grace('DELETE', `/projects/${gone.body.projectId}`);
    await linus('POST', '/projects', { name: 'Secret' });
    const all = await audrey('GET', '/projects?visibility=all');
    expect(all.body).toMatchObject([{ name: 'Flights' }, { name: 'Secret' }]);
    for (const person of [grace, ada])
      expect(await person('GET', '/projects?visibility=all')).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
  });

  test('a project is revised by its owner, who may say what they have seen', async () => {
    const { headers } = await grace('PATCH', project, { name: 'Trains', visibility: 'public' });
    expect((await linus('GET', project)).body).toMatchObject({ name: 'Trains', visibility: 'public' });
    const ifMatch = { 'if-match': headers['etag'] };
    expect(await grace('PATCH', project, { name: 'Ships' }, ifMatch)).toMatchObject({ status: 200 });
    expect(await grace('PATCH', project, { name: 'Bikes' }, ifMatch)).toMatchObject({ status: 412 });
  });
});

describe('two moments side by side', () => {
  test('say what was changed between them, to owners and auditors', async () => {
    const { headers, body } = await addSession();
    const from = headers['position'];
    const path = `${project}/sessions/${body.sessionId}`;
    const { headers: then } = await grace('PATCH', path, { resources: { cpu: 2 } }, { 'if-match': '"0"' });
    await grace('PATCH', project, { name: 'Ships' });
    const change = { field: 'resources.cpu', after: 2 };
    const session = { kind: 'session', id: body.sessionId, change: 'changed', fields: [change] };
    for (const who of [grace, audrey])
      expect(await who('GET', `${project}/diff?from=${from}&to=${then['position']}`)).toMatchObject({
        status: 200,
        body: { differences: [session], names: { [body.sessionId]: 'Jupyter Python' } },
      });
    const { body: named } = await grace('GET', `${project}/diff?from=${from}&to=${then['position']}`);
    expect(named.names).toEqual({ [body.sessionId]: 'Jupyter Python' });
    const { body: untilNow } = await grace('GET', `${project}/diff?from=${from}`);
    expect(untilNow.differences).toMatchObject([{ kind: 'project', fields: [{ after: 'Ships' }] }, session]);
    expect(await linus('GET', `${project}/diff?from=${from}`)).toMatchObject({ status: 404 });
  });

  test('from its beginning on, all that there is was added', async () => {
    await addSession();
    const { body } = await grace('GET', `${project}/diff?from=0`);
    expect(body.differences).toMatchObject(
      ['project', 'member', 'repository', 'session'].map((kind) => ({ kind, change: 'added' })),
    );
    expect(body.names[repositoryId]).toBe('flights');
  });

  test('can be compared thirty times a minute by each caller', async () => {
    const compare = async (who: typeof grace) => (await who('GET', `${project}/diff?from=0`)).status;
    expect((await grace('GET', `${project}/diff?from=0`)).headers['ratelimit']).toContain(';r=29;');
    for (let n = 1; n < 30; n += 1) await compare(grace);
    expect([await compare(grace), await compare(audrey)]).toEqual([429, 200]);
  });

  test('each of them has to be one of the past', async () => {
    for (const [query, pointer] of [
      ['from=yesterday', '?from'],
      ['from=0&to=2999-01-01T00:00:00Z', '?to'],
    ])
      expect(await grace('GET', `${project}/diff?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-at', errors: [{ pointer }] },
      });
    expect(await grace('GET', `${project}/diff`)).toMatchObject({ status: 400 });
  });
});

describe('time travel', () => {
  test('project and sessions are shown as they were', async () => {
    const { headers, body } = await addSession();
    const moment = headers['position'];
    const path = `${project}/sessions/${body.sessionId}`;
    await grace('PATCH', path, { name: 'Later' }, { 'if-match': '"0"' });
    await addSession();
    await grace('PATCH', project, { name: 'Later' });
    const then = (await grace('GET', `${project}?at=${moment}`)).body;
    expect(then).toMatchObject({ name: 'Flights', counts: { sessions: 1 }, defaultSessionId: body.sessionId });
    const sessions = (await grace('GET', `${project}/sessions?at=${moment}`)).body;
    expect(sessions).toMatchObject([{ name: 'Jupyter Python', isDefault: true }]);
    expect(sessions[0]).not.toHaveProperty('status');
    expect((await grace('GET', `${path}?at=${new Date().toISOString()}`)).body).toMatchObject({ name: 'Later' });
  });

  test.each(['yesterday', '2999-01-01T00:00:00Z', '999999999999'])(
    '?at=%s is no moment of the past',
    async (moment) => {
      expect(await grace('GET', `${project}?at=${moment}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-at', errors: [{ pointer: '?at' }] },
      });
    },
  );

  test('the + of an offset that was not escaped is spoken of', async () =>
    expect((await grace('GET', `${project}?at=2026-05-01T12:00:00+02:00`)).body.detail).toContain('%2B'));

  test('before it was created there was nothing', async () => {
    expect(await grace('GET', `${project}?at=1`)).toMatchObject({ status: 404 });
    expect(await grace('GET', `${project}/sessions?at=2020-01-01T00:00:00Z`)).toMatchObject({ status: 404 });
  });

  test('making a project public does not publish what was private before', async () => {
    const before = (await addSession()).headers['position'];
    const after = (await grace('PATCH', project, { visibility: 'public' })).headers['position'];
    expect(await linus('GET', `${project}/sessions?at=${before}`)).toMatchObject({ status: 404 });
    expect(await linus('GET', `${project}/sessions?at=${after}`)).toMatchObject({ status: 200 });
  });
});

describe('rule 6, configuration: with resource classes', () => {
  const small = { name: 'small', cpu: 1, memory: '2Gi' };
  const publish = async (body: object): Promise<string> =>
    String((await ada('POST', '/resource-classes', body)).body.resourceClassId);

  test('a session shows the smallest that has as much, and more than any has is refused at once', async () => {
    await publish({ name: 'large', cpu: 8, memory: '32Gi', maxDisk: '100Gi' });
    const smallId = await publish(small);
    const added = await addSession({ resources: { memory: '1Gi' } });
    expect(added.body).toMatchObject({ resourceClass: { resourceClassId: smallId, name: 'small' } });
    expect(await addSession({ resources: { cpu: 64 } })).toMatchObject({
      status: 422,
      body: {
        code: 'no-resource-class',
        errors: [{ pointer: '/resources', detail: expect.stringContaining('large (8') }],
      },
    });
    const path = `${project}/sessions/${added.body.sessionId}`;
    const patch = (body: object) => grace('PATCH', path, body, { 'if-match': added.headers['etag'] });
    expect(await patch({ resources: { gpu: 1 } })).toMatchObject({ status: 422, body: { code: 'no-resource-class' } });
    expect((await patch({ resources: { cpu: 2 } })).body).toMatchObject({ resourceClass: { name: 'large' } });
  });

  test('admins keep them, everybody sees them', async () => {
    expect(await grace('POST', '/resource-classes', small)).toMatchObject({ status: 403 });
    const published = await ada('POST', '/resource-classes', small);
    expect(published).toMatchObject({
      status: 201,
      headers: { etag: '"0"' },
      body: { cpu: 1, memory: 2 ** 31, gpu: 0 },
    });
    const path = `/resource-classes/${published.body.resourceClassId}`;
    expect(await ada('POST', '/resource-classes', small)).toMatchObject({ status: 409 });
    const revise = (change: object) => ada('PATCH', path, change, { 'if-match': '"0"' });
    expect((await revise({ capacity: 0 })).body).toMatchObject({ status: 400, errors: [{ pointer: '/capacity' }] });
    expect((await revise({ cpu: 2, capacity: 4 })).body).toMatchObject({ cpu: 2, capacity: 4 });
    expect((await grace('GET', '/resource-classes')).body).toMatchObject([{ name: 'small', cpu: 2 }]);
    expect(await grace('GET', path)).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(await ada('DELETE', path)).toMatchObject({ status: 204 });
    expect(await grace('GET', path)).toMatchObject({ status: 404, body: { code: 'resource-class-not-found' } });
  });
});

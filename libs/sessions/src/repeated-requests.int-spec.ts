import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchReads } from '#libs/event-sourcing/testing';
import { image } from './sessions.fixture.js';
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
    const { etag, location, position } = answer.headers;
    return {
      status: answer.statusCode,
      headers: { etag, location, position },
      body: answer.body === '' ? undefined : JSON.parse(answer.body),
    };
  };
const [ada, grace, linus] = [at('ada'), at('grace'), at('linus')];
const key = { 'idempotency-key': 'once' };

let project: string;
let environmentId: string;
const memberLinus = () => `${project}/members/${people.linus}`;

beforeEach(async () => {
  slices = await startSlices();
  project = `/projects/${(await grace('POST', '/projects', { name: 'Flights' })).body.projectId}`;
  environmentId = (await ada('POST', '/environments', { name: 'Jupyter Python', image: image('1').reference })).body
    .environmentId;
  await grace('PUT', memberLinus(), { role: 'owner' });
});

afterEach(async () => {
  await slices.app.close();
});

const environment = () => ({ environment: { source: 'catalogue', environmentId } });

describe('a request that is repeated with its key is answered what it was answered first', () => {
  test('though its author’s role was taken away meanwhile', async () => {
    const ownPath = `${project}/sessions/${(await linus('POST', `${project}/sessions`, environment())).body.sessionId}`;
    const requests = [
      () => linus('PATCH', project, { name: 'Ships' }, key),
      () => linus('POST', `${project}/sessions`, environment(), key),
      () => linus('PATCH', ownPath, { name: 'Mine' }, { ...key, 'if-match': '"0"' }),
      () => linus('POST', `${project}/repositories`, { url: 'https://github.com/o/flights.git' }, key),
      () => linus('PUT', `${project}/members/${people.audrey}`, { role: 'viewer' }, key),
    ];
    const first = [];
    for (const request of requests) first.push(await request());
    expect(first.map(({ status }) => status)).toEqual([200, 201, 200, 201, 200]);
    for (const role of ['viewer', undefined]) {
      await (role === undefined ? grace('DELETE', memberLinus()) : grace('PUT', memberLinus(), { role }));
      for (const [index, request] of requests.entries()) expect(await request()).toEqual(first[index]);
    }
    expect(await linus('PATCH', project, { name: 'Trains' })).toMatchObject({ status: 404 });
  });

  test('though what it was about was changed or is gone: nothing is done again, nothing later is shown', async () => {
    const add = () => grace('POST', `${project}/sessions`, environment(), key);
    const connect = () => grace('POST', `${project}/repositories`, { url: 'https://github.com/o/flights.git' }, key);
    const [added, connected] = [await add(), await connect()];
    const path = `${project}/sessions/${added.body.sessionId}`;
    await grace('PATCH', path, { name: 'Later' }, { 'if-match': '"0"' });
    await grace('POST', `${project}/sessions`, environment());
    expect(await add()).toEqual(added);
    await grace('DELETE', path);
    await grace('DELETE', `${project}/repositories/${connected.body.repositoryId}`);
    expect(await add()).toEqual(added);
    expect(await connect()).toEqual(connected);
    expect((await grace('GET', `${project}/sessions`)).body).toHaveLength(1);
    expect((await grace('GET', `${project}/repositories`)).body).toEqual([]);
  });

  test('also where it took away what allowed it', async () => {
    const requests = [
      () => linus('DELETE', memberLinus(), undefined, key),
      () => grace('DELETE', project, undefined, key),
    ];
    for (const request of requests) {
      const first = await request();
      expect(first.status).toBe(204);
      expect(await request()).toEqual(first);
    }
    expect(await grace('DELETE', project)).toMatchObject({ status: 404 });
  });

  test('to nobody else, even with the same key', async () => {
    const rename = (as: typeof grace, name: string) => as('PATCH', project, { name }, key);
    const mine = await rename(grace, 'Ships');
    const theirs = await rename(linus, 'Ships');
    expect(theirs).toMatchObject({ status: 200, body: { name: 'Ships' } });
    expect(await rename(linus, 'Trains')).toMatchObject({ status: 200, body: { name: 'Trains' } });
    expect(await rename(grace, 'Ships')).toEqual(mine);
    expect(await rename(at('audrey'), 'Ships')).toMatchObject({ status: 403 });
  });

  test('with another body it is refused, whoever sends it may do by now', async () => {
    await linus('PATCH', project, { name: 'Ships' }, key);
    await grace('PUT', memberLinus(), { role: 'viewer' });
    expect(await linus('PATCH', project, { name: 'Trains' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });
});

describe('what a command costs in reads of streams', () => {
  test.each([
    ['revising a project', 1, () => grace('PATCH', project, { name: 'Ships' })],
    ['adding the first session', 4, () => grace('POST', `${project}/sessions`, environment())],
  ])('%s: %i', async (_, most, send) => {
    const reads = watchReads(slices.store);
    expect((await send()).status).toBeLessThan(300);
    expect(reads()).toHaveLength(most);
  });

  test('a session more: 3, configuring it: 2, however many there are', async () => {
    const add = () => grace('POST', `${project}/sessions`, environment());
    const path = `${project}/sessions/${(await add()).body.sessionId}`;
    for (let count = 0; count < 30; count += 1) await add();
    const reads = watchReads(slices.store);
    await add();
    expect(reads()).toHaveLength(3);
    expect(await grace('PATCH', path, { name: 'Mine' }, { 'if-match': '"0"' })).toMatchObject({ status: 200 });
    expect(reads()).toHaveLength(2);
  });

  test('the same request again, right away: none', async () => {
    const send = () => grace('POST', `${project}/sessions`, environment(), key);
    await send();
    const reads = watchReads(slices.store);
    await send();
    expect(reads()).toEqual([]);
  });
});

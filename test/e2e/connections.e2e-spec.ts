import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PrivateGitServer, startPrivateGitServer } from '../support/private-git-server.js';
import { until } from '../support/until.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

const token = 'glpat-canary-4f6d2a81';

describe('connections of people', () => {
  let server: PrivateGitServer;
  let system: System;
  let grace: Person;
  let linus: Person;
  let ada: Person;
  let path: string;

  beforeAll(async () => {
    server = await startPrivateGitServer({ token });
    system = await System.start();
    ({ grace, linus, ada } = await system.everybody());
    path = `/me/connections/${encodeURIComponent(server.host)}`;
  });
  afterAll(async () => {
    await system.remove();
    await server.close();
  });

  const connect = (who: Person, body: object, to = path) => who.call('PUT', to, { body });

  test('are tried when they are given, shown without their token, to their person alone', async () => {
    expect((await grace.get('/me/connections')).body).toEqual([]);
    const { status, body, headers } = await connect(grace, { token, repository: server.url });
    expect([status, headers.get('ratelimit')]).toEqual([200, expect.stringMatching(/^"tokens";r=9;t=\d+$/)]);
    const shown = { host: server.host, addedAt: expect.any(String), checkedAt: expect.any(String), state: 'works' };
    expect(body).toEqual(shown);
    expect((await grace.get('/me/connections')).body).toEqual([shown]);
    expect((await grace.get(path)).body).toEqual(shown);
    expect((await linus.get('/me/connections')).body).toEqual([]);
    expect(await linus.get(path)).toMatchObject({ status: 404, body: { code: 'connection-not-found' } });
    expect((await fetch(`${system.url}/api/v1/me/connections`)).status).toBe(401);
  });

  test('say what their host said: refused, public, never tried', async () => {
    expect((await connect(linus, { token: 'wrong', repository: server.url })).body).toMatchObject({
      ...{ state: 'refused', advice: expect.stringContaining('refuses this token') },
    });
    expect((await linus.get(path)).body).toMatchObject({ refusedSince: (await linus.get(path)).body['checkedAt'] });
    expect((await connect(linus, { token, repository: server.publicUrl })).body).toMatchObject({
      ...{ state: 'unchecked', advice: expect.stringContaining('is public') },
    });
    expect((await connect(linus, { token })).body).toMatchObject({ state: 'unchecked' });
    expect((await connect(linus, { token, username: 'linus', repository: server.url })).body).toMatchObject({
      ...{ state: 'works', username: 'linus' },
    });
  });

  test('say since when their host refuses the token that a session was to clone with, until it takes it again', async () => {
    const given = (await connect(grace, { token, repository: server.url })).body;
    const launched = async (name: string): Promise<unknown> => {
      const projectId = await grace.createProject();
      await grace.post(`/projects/${projectId}/repositories`, { url: server.url, name });
      await grace.addSession(projectId, 'Lab');
      const { body: launch } = await grace.post(`/projects/${projectId}/launch`);
      const at = `/launches/${String(launch['launchId'])}`;
      await until('it runs', async () => (await grace.get(at)).body['status'] === 'running');
      const { body } = await grace.get(at);
      await grace.post(`${at}/stop`, { discard: true });
      return body['warnings'];
    };
    const shown = async (state: string) => {
      await until(`it is ${state}`, async () => (await grace.get(path)).body['state'] === state);
      return (await grace.get(path)).body;
    };
    server.accept('another one');
    expect(await launched('first')).toContainEqual(expect.objectContaining({ code: 'connection-refused' }));
    const refused = await shown('refused');
    expect(refused).toEqual({
      ...{ ...given, state: 'refused', checkedAt: expect.any(String), refusedSince: refused['checkedAt'] },
      advice: expect.stringMatching(/refused this token .* Make a new one there/),
    });
    expect(String(refused['refusedSince']) > String(given['checkedAt'])).toBe(true);
    server.accept(token);
    expect(await launched('second')).not.toContainEqual(expect.objectContaining({ code: 'connection-refused' }));
    expect(await shown('works')).toEqual({ ...given, checkedAt: expect.any(String) });
  });

  test('are removed, twice as once', async () => {
    expect((await linus.call('DELETE', path)).status).toBe(204);
    expect((await linus.call('DELETE', path)).status).toBe(204);
    expect((await linus.get(path)).status).toBe(404);
  });

  test.each([
    ['a token that ends a header', { token: 'x\r\nX-Injected: 1' }, '/token'],
    ['a token that is too long', { token: 'x'.repeat(2001) }, '/token'],
    ['no token', {}, '/token'],
    ['a username with a colon', { token, username: 'a:b' }, '/username'],
    ['what nobody knows', { token, password: 'x' }, ''],
    ['a repository elsewhere', { token, repository: 'https://example.org/x.git' }, '/repository'],
    ['a repository in the clear', { token, repository: 'http://example.org/x.git' }, '/repository'],
    ['a repository with a password', { token, repository: 'https://a:b@example.org/x.git' }, '/repository'],
  ])('with %s are refused, saying where', async (_, body, pointer) => {
    const answer = await connect(ada, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ pointer }] } });
  });

  test.each(['a%0d%0ab.example', 'user@git.example', 'git.example%2Fx', 'git.example%3Fx', '-x.example'])(
    'with %j in the place of a host are refused',
    async (host) => {
      expect(await connect(ada, { token }, `/me/connections/${host}`)).toMatchObject({
        ...{ status: 400, body: { code: 'invalid-request' } },
      });
    },
  );

  test.each(['10.0.0.1', '169.254.169.254', 'nowhere.invalid'])(
    'with %s, which is not public or not there, are refused in the same words',
    async (host) => {
      const { status, body } = await connect(ada, { token }, `/me/connections/${host}`);
      expect([status, body['code']]).toEqual([422, 'connection-host-unreachable']);
      expect(String(body['detail']).replaceAll(host, '<host>')).toMatch(/^<host> does not exist, or/);
    },
  );

  test('are tried so often a minute', async () => {
    const audrey = await system.person('audrey');
    for (let n = 0; n < 10; n++) expect((await connect(audrey, { token })).status).toBe(200);
    // others began the minute: where it ends meanwhile, as many are tried in the next one
    let { status, headers } = await connect(audrey, { token });
    for (let n = 0; n < 10 && status === 200; n++) ({ status, headers } = await connect(audrey, { token }));
    expect([status, headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  });

  test('go with their person', async () => {
    expect((await connect(grace, { token, repository: server.url })).status).toBe(200);
    expect((await grace.call('DELETE', '/me')).status).toBe(204);
    expect((await grace.get('/me/connections')).status).toBe(401);
  });
});

describe('the keys of connections', () => {
  const key = (keyId: string): string => `${keyId}:${randomBytes(32).toString('base64')}`;
  const [old, recent] = [key('old'), key('recent')];
  let system: System;

  beforeAll(async () => {
    system = await System.start({ CONNECTIONS_KEYS: old, LOG_LEVEL: 'info', OUTBOUND_ALLOWED: '127.0.0.0/8' });
  });
  afterAll(() => system.remove());

  /** The connection of grace, once the program was started again with these keys. */
  const connectionUnder = async (keys: string) => {
    await system.program.end();
    system.settings['CONNECTIONS_KEYS'] = keys;
    await system.restart();
    const grace = await system.person('grace');
    return (await grace.get('/me/connections/127.0.0.1:1')).body;
  };

  test('are changed by starts: a new one takes over what the old one encrypted, and is enough then', async () => {
    const grace = await system.person('grace');
    const given = await grace.call('PUT', '/me/connections/127.0.0.1:1', { body: { token } });
    expect(given).toMatchObject({ status: 200, body: { state: 'unchecked' } });
    expect(await connectionUnder(`${recent},${old}`)).toEqual(given.body);
    await until('it is said', () => system.program.stderr.includes('connections brought under the newest key'));
    expect(await connectionUnder(recent)).toEqual(given.body);
    for (const keys of [old, recent])
      expect(system.program.stderr + system.program.stdout).not.toContain(keys.split(':')[1]);
  });
});

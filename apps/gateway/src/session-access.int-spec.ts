import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGatewayProbe, SessionAccessTokens } from '#libs/access';
import { until } from '#libs/event-sourcing/testing';
import { ada, launchA, launchB, secret, TestGateway } from './gateway.fixture.js';
import { startUpstream, type Upstream } from './upstream.fixture.js';

let upstream: Upstream;
let tested: TestGateway;

beforeAll(async () => {
  upstream = await startUpstream((request, response) => response.end(`session says ${request.url ?? ''}`));
});
beforeEach(async () => {
  tested = await new TestGateway().start();
  tested.serve(launchA, upstream.origin);
  tested.serve(launchB, upstream.origin);
  upstream.seen.length = 0;
});
afterEach(() => tested.gateway.close({ drainMs: 0 }));
afterAll(() => upstream.close());

describe('a ticket', () => {
  test('is exchanged for a cookie of this host, and leads to the landing page', async () => {
    const { status, headers } = await tested.ask({ path: await tested.ticket() });
    expect(status).toBe(302);
    expect(headers).toMatchObject({ location: '/lab', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^renku-session=\S+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test('is good once', async () => {
    const path = await tested.ticket();
    const answers = await Promise.all([tested.ask({ path }), tested.ask({ path }), tested.ask({ path })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 401, 401]);
    expect((await tested.ask({ path })).body).toContain('works once');
  });

  test('that this very browser has used leads on', async () => {
    const path = await tested.ticket();
    const first = await tested.ask({ path });
    const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect(await tested.ask({ path, headers: { cookie } })).toMatchObject({
      status: 302,
      headers: { location: '/lab' },
    });
  });

  test('is good for 30 seconds', async () => {
    tested.now = new Date('2026-11-24T12:00:00Z');
    const path = await tested.ticket();
    tested.now = new Date('2026-11-24T12:00:30Z');
    expect((await tested.ask({ path })).status).toBe(401);
  });

  test('is good for its launch', async () => {
    expect((await tested.ask({ launch: launchB, path: await tested.ticket(launchA) })).status).toBe(401);
  });

  test('of an API with another secret is told to the operator, once a minute', async () => {
    tested.now = new Date('2026-11-24T12:00:00Z');
    const told = () => tested.logged.filter((event) => event === 'ticket-of-another-secret').length;
    const start = tested.now;
    const stranger = new SessionAccessTokens({ secret: 'another secret of sufficient length', clock: () => start });
    const { token } = await stranger.issue('ticket', { launchId: launchA, subject: ada }, 300);
    const open = () => tested.ask({ path: `/.renku-sessions/enter?ticket=${token}` });
    expect((await open()).body).toContain('used up');
    await open();
    expect(told()).toBe(1);
    tested.now = new Date('2026-11-24T12:01:00Z');
    await open();
    expect(told()).toBe(2);
  });

  test('that is too old is not told as one of another secret', async () => {
    tested.now = new Date('2026-11-24T12:00:00Z');
    const path = await tested.ticket();
    tested.now = new Date('2026-11-24T12:00:30Z');
    await tested.ask({ path });
    expect(tested.logged).not.toContain('ticket-of-another-secret');
  });

  test('cannot be forged', async () => {
    const forger = new SessionAccessTokens({ secret: 'another secret of sufficient length' });
    const { token } = await forger.issue('ticket', { launchId: launchA, subject: ada }, 30);
    const own = new SessionAccessTokens({ secret });
    const cookieAsTicket = await own.issue('cookie', { launchId: launchA, subject: ada }, 30);
    for (const ticket of [token, cookieAsTicket.token, '', 'x']) {
      expect((await tested.ask({ path: `/.renku-sessions/enter?ticket=${ticket}` })).status).toBe(401);
    }
    expect((await tested.ask({ path: '/.renku-sessions/enter' })).status).toBe(401);
  });

  test('of somebody who has lost the right meanwhile opens nothing', async () => {
    const path = await tested.ticket();
    tested.allowed.clear();
    expect((await tested.ask({ path })).status).toBe(503);
  });

  test('is not used up by a look ahead, or by a session that is not there yet', async () => {
    const path = await tested.ticket();
    expect((await tested.ask({ path, method: 'HEAD' })).status).toBe(405);
    tested.endpoints.delete(launchA);
    expect((await tested.ask({ path })).status).toBe(503);
    tested.serve(launchA, upstream.origin);
    await until('the session answers', async () => (await tested.ask({ path })).status === 302);
  });
});

describe('the cookie', () => {
  test('opens its session', async () => {
    const cookie = await tested.cookie();
    expect(await tested.ask({ path: '/a?b=c', headers: { cookie } })).toMatchObject({
      status: 200,
      body: 'session says /a?b=c',
    });
  });

  test('stolen by one session opens no other', async () => {
    const cookie = await tested.cookie(launchA);
    expect((await tested.ask({ launch: launchB, headers: { cookie } })).status).toBe(401);
    expect(upstream.seen).toEqual([]);
  });

  test('cannot be replaced by a ticket', async () => {
    const ticket = new URLSearchParams((await tested.ticket()).split('?')[1]).get('ticket') ?? '';
    expect((await tested.ask({ headers: { cookie: `renku-session=${ticket}` } })).status).toBe(401);
  });

  test('works beside one that a neighbour has planted', async () => {
    const cookie = `renku-session=planted; ${await tested.cookie()}`;
    expect((await tested.ask({ headers: { cookie } })).status).toBe(200);
  });

  test('is good for 12 hours', async () => {
    tested.now = new Date('2026-11-24T12:00:00Z');
    const cookie = await tested.cookie();
    tested.now = new Date('2026-11-24T23:59:59Z');
    expect((await tested.ask({ headers: { cookie } })).status).toBe(200);
    tested.now = new Date('2026-11-25T00:00:00Z');
    expect((await tested.ask({ headers: { cookie } })).status).toBe(401);
  });

  test('is secure and prefixed where browsers come by https', async () => {
    const secured = await new TestGateway().start({ https: true });
    secured.serve(launchA, upstream.origin);
    const { headers } = await secured.ask({ path: await secured.ticket() });
    expect(headers['set-cookie']?.[0]).toMatch(/^__Host-renku-session=.*; Secure$/);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect((await secured.ask({ headers: { cookie } })).status).toBe(200);
    expect((await secured.ask({ headers: { cookie: cookie.replace('__Host-', '') } })).status).toBe(401);
    expect(upstream.seen.at(-1)?.headers['x-forwarded-proto']).toBe('https');
    await secured.gateway.close({ drainMs: 0 });
  });
});

describe('who does not get in', () => {
  test('is told in words: a page for people, a line for programs', async () => {
    const page = await tested.ask({ headers: { accept: 'text/html,*/*' } });
    expect(page).toMatchObject({ status: 401, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.body).toContain(`<a href="http://127.0.0.1:3000/launches/${launchA}">Open it in the console</a>`);
    const line = await tested.ask({ headers: { accept: 'application/json' } });
    expect(line.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(line.body).not.toContain('<');
  });

  test('sees a page that says so once the session does not run: paused or stopped, failed, or not started yet', async () => {
    const cookie = await tested.cookie();
    tested.allowed.clear();
    await until('access is refused', async () => (await tested.ask({ headers: { cookie } })).status === 503);
    const { headers, body } = await tested.ask({ headers: { cookie, accept: 'text/html' } });
    expect(headers['retry-after']).toBe('10');
    for (const why of ['paused or stopped', 'failed', 'starting']) expect(body).toContain(why);
  });

  test('may come again where the right could not be looked up', async () => {
    const cookie = await tested.cookie();
    tested.failure = new Error('no store');
    await until('access is refused', async () => (await tested.ask({ headers: { cookie } })).status === 503);
    expect((await tested.ask({ headers: { cookie } })).body).toContain('could not be found out');
    tested.failure = undefined;
    expect((await tested.ask({ headers: { cookie } })).status).toBe(200);
  });

  test('is asked about at most once per round', async () => {
    const calm = await new TestGateway().start({ recheckMs: 60_000 });
    calm.serve(launchA, upstream.origin);
    const cookie = await calm.cookie();
    await Promise.all(Array.from({ length: 20 }, () => calm.ask({ headers: { cookie } })));
    expect(calm.asked).toEqual([`${launchA} ${ada}`]);
    await calm.gateway.close({ drainMs: 0 });
  });
});

describe('the host', () => {
  test.each([
    'evil.example.org',
    'localhost',
    '127.0.0.1',
    `${launchA}.evil.org`,
    `${launchA}.localhost.evil.org`,
    `x.${launchA}.localhost`,
    `${launchA}.localhost.`,
    `${launchA}@localhost`,
    `evil.org#.${launchA}.localhost`,
    'not-a-launch.localhost',
    `${launchA}.localhost:80:80`,
    '',
  ])('%p is no session, whatever the cookie', async (host) => {
    const cookie = await tested.cookie();
    const { status, body } = await tested.ask({ host, headers: { cookie, accept: 'text/html' } });
    expect(status).toBe(404);
    expect(body).toContain('no session');
    expect(upstream.seen).toEqual([]);
  });

  test('is known in capitals and on any port', async () => {
    const cookie = await tested.cookie();
    expect((await tested.ask({ host: `${launchA.toUpperCase()}.LocalHost:8443`, headers: { cookie } })).status).toBe(
      200,
    );
  });

  test('counts, not the address in the request line', async () => {
    const cookie = await tested.cookie();
    expect((await tested.ask({ path: 'http://evil.example.org/', headers: { cookie } })).status).toBe(400);
  });

  test('of the gateway itself says whether it is well', async () => {
    expect(await tested.ask({ host: '10.0.0.1', path: '/healthz' })).toMatchObject({ status: 200, body: 'ok\n' });
  });
});

describe('another site’s page', () => {
  test.each<[string, string, Record<string, string>, number]>([
    ['posts', 'POST', { origin: 'http://evil.example.org' }, 403],
    ['of a sibling session posts', 'POST', { origin: `http://${launchB}.localhost` }, 403],
    ['without an origin posts', 'POST', { origin: 'null' }, 403],
    ['in a sandbox posts', 'POST', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['that may not say where it is posts', 'POST', { origin: 'null', 'sec-fetch-site': 'same-site' }, 403],
    [
      'embeds an image',
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
      403,
    ],
    [
      'frames it',
      'GET',
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      403,
    ],
    [
      'links to it',
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      200,
    ],
  ])('%s', async (_, method, headers, status) => {
    const cookie = await tested.cookie();
    expect((await tested.ask({ method, headers: { ...headers, cookie } })).status).toBe(status);
  });

  test('is not the session’s own', async () => {
    const cookie = await tested.cookie();
    const headers = { cookie, origin: `http://${tested.hostOf(launchA)}`, 'sec-fetch-site': 'same-origin' };
    expect((await tested.ask({ method: 'POST', headers, body: 'x' })).status).toBe(200);
  });

  test('is not the session’s own whose forms do not tell where they are (Referrer-Policy: no-referrer)', async () => {
    const headers = { cookie: await tested.cookie(), origin: 'null', 'sec-fetch-site': 'same-origin' };
    expect((await tested.ask({ method: 'POST', headers, body: 'x' })).status).toBe(200);
  });
});

test('paths of the gateway are not the session’s', async () => {
  const cookie = await tested.cookie();
  for (const path of ['/.renku-sessions/', '/.renku-sessions/other', '/.renku-sessions/probe']) {
    expect((await tested.ask({ path, headers: { cookie } })).status).toBe(404);
  }
  expect(upstream.seen).toEqual([]);
});

test('a worker with another secret hears that it is refused, and one whose gateway is gone that nobody answers', async () => {
  const heard: unknown[] = [];
  const onAnswer = (status: number | undefined): unknown => heard.push(status);
  const other = { ...tested.forWorker, onAnswer, secret: 'another secret that is long enough to be one' };
  const run = { launchId: launchA, run: 1 };
  expect(await createGatewayProbe(other)(run)).toBe(false);
  expect(await createGatewayProbe({ ...other, gatewayOrigin: 'http://127.0.0.1:1' })(run)).toBe(false);
  expect(heard).toEqual([404, undefined]);
});

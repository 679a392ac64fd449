import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { until } from '#libs/event-sourcing/testing';
import { closed } from '../../../test/support/closed.js';
import { ada, grace, launchA, launchB, TestGateway } from './gateway.fixture.js';
import { startUpstream, type Upstream } from './upstream.fixture.js';

let upstream: Upstream;
let tested: TestGateway;
let cookie: string;

beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    if (request.url === '/silence') return;
    if (request.url === '/stream') response.writeHead(200).flushHeaders();
    else response.end('ok');
  });
});
beforeEach(async () => {
  upstream.seen.length = 0;
  tested = await new TestGateway().start();
  tested.serve(launchA, upstream.origin, { headers: { authorization: 'token of-the-session' } });
  tested.serve(launchB, upstream.origin);
  cookie = await tested.cookie();
});
afterEach(() => tested.gateway.close({ drainMs: 0 }));
afterAll(() => upstream.close());

const opened = async (socket: WebSocket): Promise<WebSocket> => {
  await once(socket, 'open');
  return socket;
};
const echo = async (socket: WebSocket, message: string | Buffer): Promise<Buffer> => {
  socket.send(message);
  const [answer] = (await once(socket, 'message')) as [Buffer];
  return answer;
};
/** How often it is looked up before the socket is closed whether that one may still be there. */
const lookedUpUntilClosed = async (who: string, socket: WebSocket): Promise<number> => {
  const before = tested.asked.length;
  await closed(socket);
  return tested.asked.slice(before).filter((asked) => asked === who).length;
};

describe('a WebSocket', () => {
  test('carries text and a megabyte both ways', async () => {
    const socket = await opened(tested.webSocket(cookie));
    expect(String(await echo(socket, 'hello'))).toBe('hello');
    const large = Buffer.alloc(1024 * 1024, 7);
    expect((await echo(socket, large)).equals(large)).toBe(true);
    socket.close(4000, 'bye');
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect([code, String(reason)]).toEqual([4000, 'bye']);
  });

  test('shows the session its own headers, not ours', async () => {
    const socket = await opened(tested.webSocket(`a=1; ${cookie}`));
    expect(upstream.seen[0]?.headers).toMatchObject({
      authorization: 'token of-the-session',
      cookie: 'a=1',
      host: tested.hostOf(launchA),
      origin: `http://${tested.hostOf(launchA)}`,
      'x-forwarded-proto': 'http',
    });
    socket.terminate();
  });

  test.each<[string, (cookie: string) => WebSocket, number]>([
    ['another site’s page', (own) => tested.webSocket(own, { origin: 'http://evil.example.org' }), 403],
    ['a sibling session’s page', (own) => tested.webSocket(own, { origin: `http://${tested.hostOf(launchB)}` }), 403],
    ['nobody knows where', (own) => tested.webSocket(own, { origin: '' }), 403],
    ['one without a cookie', () => tested.webSocket(''), 401],
    ['one with another session’s cookie', (own) => tested.webSocket(own, { launch: launchB }), 401],
  ])('from %s is refused', async (_, from, status) => {
    expect(await tested.refusal(from(cookie))).toBe(status);
    expect(upstream.seen).toEqual([]);
  });

  test('that the session refuses is refused in the session’s words', async () => {
    const socket = tested.webSocket(cookie, { path: '/refuse' });
    socket.on('error', () => undefined);
    const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    expect([answer.statusCode, answer.headers['x-from'], await text(answer)]).toEqual([403, 'session', 'not you']);
  });

  test('that its browser does not wait for any longer counts no more, nor does the session’s', async () => {
    const socket = tested.webSocket(cookie, { path: '/silence' }).on('error', () => undefined);
    await until('the session is asked', () => upstream.seen.length === 1);
    socket.terminate();
    await until('nobody is connected', () => tested.gateway.connections === 0);
    await until('the session knows', () => upstream.seen[0]?.socket.destroyed === true);
  });

  test('to a session that is not running is refused', async () => {
    tested.endpoints.clear();
    await tested.gateway.close({ drainMs: 0 });
    await tested.start();
    expect(await tested.refusal(tested.webSocket(cookie))).toBe(503);
  });

  test('is the only upgrade there is: whoever offers HTTP/2 is answered in HTTP/1.1', async () => {
    const headers = { cookie, connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': '' };
    expect(await tested.ask({ headers })).toMatchObject({ status: 200, body: 'ok' });
    const [request] = upstream.seen;
    expect(request?.headers).not.toHaveProperty('upgrade');
    expect(request?.headers).not.toHaveProperty('http2-settings');
    expect(
      await tested.ask({ method: 'POST', headers: { ...headers, 'content-length': 4 }, body: 'more' }),
    ).toMatchObject({
      status: 200,
    });
  });

  test('asked for behind an unanswered request ends that connection, not the gateway', async () => {
    const socket = connect(tested.gateway.port, '127.0.0.1');
    const head = `Host: ${tested.hostOf(launchA)}\r\nCookie: ${cookie}\r\n`;
    const upgrade = `Connection: Upgrade\r\nUpgrade: websocket\r\nOrigin: http://${tested.hostOf(launchA)}\r\n`;
    socket.write(`GET /stream HTTP/1.1\r\n${head}\r\nGET /echo HTTP/1.1\r\n${head}${upgrade}\r\n`);
    await closed(socket);
    expect((await tested.ask({ headers: { cookie } })).status).toBe(200);
  });
});

describe('who is in', () => {
  test('has so much under way at once, over all their sessions, and leaves room for others', async () => {
    await tested.gateway.close({ drainMs: 0 });
    await tested.start({ maxPerPerson: 2 });
    const sockets = [await opened(tested.webSocket(cookie))];
    const there = await tested.cookie(launchB);
    sockets.push(await opened(tested.webSocket(there, { launch: launchB })));
    expect(await tested.refusal(tested.webSocket(cookie))).toBe(429);
    expect(await tested.ask({ headers: { cookie } })).toMatchObject({
      status: 429,
      headers: { 'retry-after': '5' },
      body: expect.stringContaining('close some of them'),
    });
    tested.allowed.set(`${launchA} ${grace}`, 1);
    const hers = await tested.cookie(launchA, grace);
    expect(await tested.ask({ headers: { cookie: hers } })).toMatchObject({ status: 200 });
    sockets[1]?.terminate();
    await until('there is room', async () => (await tested.ask({ headers: { cookie } })).status === 200);
    sockets[0]?.terminate();
  });

  test('is cut off within two rounds once the right is lost: WebSocket and stream', async () => {
    const socket = await opened(tested.webSocket(cookie));
    const stream = tested.open({ path: '/stream', headers: { cookie } });
    stream.on('error', () => undefined);
    stream.end();
    const [answer] = (await once(stream, 'response')) as [IncomingMessage];
    answer.on('error', () => undefined);
    tested.allowed.delete(`${launchA} ${ada}`);
    expect(await lookedUpUntilClosed(`${launchA} ${ada}`, socket)).toBeLessThanOrEqual(2);
    await until('it is cut off', () => answer.destroyed);
    expect(tested.logged).toContain('session-access-ended');
    expect(await tested.refusal(tested.webSocket(cookie))).toBe(503);
  });

  test('is told why where the session has not answered yet', async () => {
    const waiting = tested.ask({ path: '/silence', headers: { cookie } });
    await until('the session is asked', () => upstream.seen.some(({ url }) => url === '/silence'));
    tested.allowed.clear();
    expect(await waiting).toMatchObject({ status: 503, body: expect.stringContaining('This session is not running') });
    const asked = upstream.seen.find(({ url }) => url === '/silence');
    await until('the session is asked no more', () => asked?.destroyed === true);
  });

  test('is cut off when the token is revoked by which a program came, and nobody else is', async () => {
    const byProgram = `${launchA} ${ada} a-token`;
    tested.allowed.set(byProgram, 1);
    const { headers } = await tested.ask({
      path: await tested.ticket(launchA, ada, { kind: 'personal-token', id: 'a-token' }),
    });
    const socket = await opened(tested.webSocket(headers['set-cookie']?.[0]?.split(';')[0] ?? ''));
    const inPerson = await opened(tested.webSocket(cookie));
    tested.allowed.delete(byProgram);
    expect(await lookedUpUntilClosed(byProgram, socket)).toBeLessThanOrEqual(2);
    expect(String(await echo(inPerson, 'still there?'))).toBe('still there?');
    inPerson.terminate();
  });

  test('is cut off when the cookie expires', async () => {
    const socket = await opened(tested.webSocket(cookie));
    tested.now = new Date(Date.now() + 12 * 60 * 60 * 1000 + 1000);
    expect(await lookedUpUntilClosed(`${launchA} ${ada}`, socket)).toBeLessThanOrEqual(1);
  });

  test('is cut off when the session’s server ends', async () => {
    const other = await startUpstream((_, response) => response.end());
    tested.serve(launchB, other.origin);
    const socket = await opened(tested.webSocket(await tested.cookie(launchB), { launch: launchB }));
    await other.close();
    // a second of rounds
    expect(await lookedUpUntilClosed(`${launchB} ${ada}`, socket)).toBeLessThanOrEqual(20);
  });

  test('stays while the right cannot be looked up', async () => {
    const socket = await opened(tested.webSocket(cookie));
    tested.failure = new Error('no store');
    const before = tested.asked.length;
    while (tested.asked.length < before + 3) await echo(socket, 'still there?');
    expect(socket.readyState).toBe(socket.OPEN);
    socket.terminate();
  });
});

describe('closing', () => {
  test('takes nobody new, and lets work go on', async () => {
    const socket = await opened(tested.webSocket(cookie));
    const closing = tested.gateway.close({ drainMs: 60_000 });
    await expect(tested.ask({ headers: { cookie } })).rejects.toThrow('ECONNREFUSED');
    expect(String(await echo(socket, 'still there?'))).toBe('still there?');
    socket.close();
    await closing;
    await tested.start();
  });

  test('cuts work off at the end, and not before', async () => {
    const socket = await opened(tested.webSocket(cookie));
    const from = performance.now();
    const closing = tested.gateway.close({ drainMs: 300 });
    await closed(socket);
    expect(performance.now() - from).toBeGreaterThan(290);
    await closing;
    await tested.start();
  });

  test('is over as soon as the last one has left', async () => {
    const socket = await opened(tested.webSocket(cookie));
    const from = performance.now();
    const closing = tested.gateway.close({ drainMs: 60_000 });
    socket.close();
    await closing;
    expect(performance.now() - from).toBeLessThan(2000);
    await tested.start();
  });
});

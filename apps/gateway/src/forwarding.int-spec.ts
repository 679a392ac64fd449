import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { launchA, TestGateway } from './gateway.fixture.js';
import { startUpstream, type Upstream } from './upstream.fixture.js';

let upstream: Upstream;
let tested: TestGateway;
let cookie: string;
let listener: RequestListener;

beforeAll(async () => {
  upstream = await startUpstream((request, response) => listener(request, response));
});
beforeEach(async () => {
  listener = (_, response) => response.end('ok');
  upstream.seen.length = 0;
  tested = await new TestGateway().start();
  tested.serve(launchA, upstream.origin, { headers: { authorization: 'token of-the-session' } });
  cookie = await tested.cookie();
});
afterEach(() => tested.gateway.close({ drainMs: 0 }));
afterAll(() => upstream.close());

const answerTo = async (question: ReturnType<TestGateway['open']>): Promise<IncomingMessage> => {
  const [answer] = (await once(question, 'response')) as [IncomingMessage];
  return answer;
};

describe('what the session sees', () => {
  test('is the browser’s request without our cookie and without claims about who sent it', async () => {
    const { port } = tested.gateway;
    await tested.ask({
      method: 'POST',
      path: '/a%20b?c=%2F&d',
      body: 'x',
      headers: {
        cookie: `_xsrf=1; ${cookie}; theme=dark`,
        authorization: 'Bearer of-the-user',
        forwarded: 'for=1.2.3.4',
        'x-forwarded-for': '1.2.3.4',
        X_Forwarded_Proto: 'https',
        'x-real-ip': '1.2.3.4',
        connection: 'close, x-secret, cookie',
        'x-secret': '1',
        te: 'trailers',
        'x-kept': '1',
        host: tested.hostOf(launchA),
      },
    });
    const [seen] = upstream.seen;
    expect([seen?.method, seen?.url]).toEqual(['POST', '/a%20b?c=%2F&d']);
    expect(seen?.headers).toEqual({
      host: `${launchA}.localhost:${port}`,
      cookie: '_xsrf=1; theme=dark',
      'x-kept': '1',
      authorization: 'token of-the-session',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': `${launchA}.localhost:${port}`,
      'x-forwarded-proto': 'http',
      connection: 'keep-alive',
      'content-length': '1',
    });
  });

  test('is whom a proxy that is trusted asks for', async () => {
    const behind = await new TestGateway().start({ trustedProxies: ['127.0.0.0/8'] });
    behind.serve(launchA, upstream.origin);
    const headers = { cookie: await behind.cookie(), 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'ftp' };
    await behind.ask({ headers });
    expect(upstream.seen.at(-1)?.headers).toMatchObject({
      'x-forwarded-for': '192.0.2.7, 127.0.0.1',
      'x-forwarded-proto': 'http',
    });
    await behind.gateway.close({ drainMs: 0 });
  });

  test('is a body only where there is one', async () => {
    for (const method of ['GET', 'HEAD', 'DELETE', 'POST']) await tested.ask({ method, headers: { cookie } });
    expect(upstream.seen.map(({ headers }) => headers['transfer-encoding'])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(upstream.seen.at(-1)?.headers['content-length']).toBe('0');
  });

  test('is no body with a transfer coding that would be lost on the way', async () => {
    for (const [coding, status] of [
      ['gzip, chunked', 501],
      ['chunked', 200],
    ] as const) {
      const headers = { cookie, 'transfer-encoding': coding };
      expect(await tested.ask({ method: 'PUT', headers, body: 'packed' })).toMatchObject({ status });
    }
    expect(upstream.seen).toHaveLength(1);
  });
});

describe('what the browser sees', () => {
  test('is the session’s answer without cookies that are not the session’s to set', async () => {
    listener = (_, response) => {
      response.writeHead(
        307,
        'Moved A Bit',
        [
          ['Location', '/elsewhere?x=1'],
          ['Set-Cookie', 'renku-session=planted; Path=/'],
          ['Set-Cookie', '_xsrf=1; Path=/'],
          ['Set-Cookie', 'wide=1; Domain=localhost'],
          ['Set-Cookie', 'theme=dark'],
          ['Alt-Svc', 'h2=":1"'],
          ['Clear-Site-Data', '"cache", "cookies"'],
          ['X-Accel-Redirect', '/internal/other-people'],
          ['X-Sendfile', '/etc/passwd'],
          ['X-Accel-Buffering', 'no'],
          ['Connection', 'X-Hop'],
          ['X-Hop', '1'],
          ['X-Kept', '1'],
        ].flat(),
      );
      response.end('moved');
    };
    const { status, headers, body } = await tested.ask({ headers: { cookie } });
    expect([status, body]).toEqual([307, 'moved']);
    expect(headers).toMatchObject({
      location: '/elsewhere?x=1',
      'set-cookie': ['_xsrf=1; Path=/', 'theme=dark'],
      'x-kept': '1',
      'x-accel-buffering': 'no',
    });
    for (const dropped of ['alt-svc', 'clear-site-data', 'x-accel-redirect', 'x-sendfile', 'x-hop'])
      expect(headers).not.toHaveProperty(dropped);
  });

  test.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('has no body after %s %p', async (method, status) => {
    listener = (_, response) =>
      response.writeHead(status, { etag: '"1"', ...(method === 'HEAD' ? { 'content-length': 5 } : {}) }).end();
    const answer = await tested.ask({ method, headers: { cookie } });
    expect(answer).toMatchObject({ status, body: '', headers: { etag: '"1"' } });
    if (method === 'HEAD') expect(answer.headers['content-length']).toBe('5');
  });
});

describe('bodies', () => {
  const size = 32 * 1024 * 1024;
  const chunk = randomBytes(64 * 1024);
  const large = () =>
    Readable.from(
      (function* () {
        for (let sent = 0; sent < size; sent += chunk.length) yield chunk;
      })(),
    );
  const digestOf = async (stream: Readable): Promise<string> => {
    const hash = createHash('sha256');
    await pipeline(stream, hash);
    return hash.digest('hex');
  };

  test('of 32 MB arrive unchanged, up and down at the same time', async () => {
    listener = (request, response) => void request.pipe(response);
    const expected = await digestOf(large());
    const question = tested.open({ method: 'POST', headers: { cookie } });
    const [answer] = await Promise.all([answerTo(question).then(digestOf), pipeline(large(), question)]);
    expect(answer).toBe(expected);
  });

  test('are asked for by the session, not by us (100-continue)', async () => {
    const asked: string[] = [];
    upstream.server.once('checkContinue', (request, response) => {
      asked.push(request.headers.expect ?? '');
      response.writeContinue();
      void text(request).then((body) => response.end(`got ${body}`));
    });
    const headers = { cookie, expect: '100-continue', 'content-length': 5 };
    const question = tested.open({ method: 'PUT', headers });
    question.flushHeaders();
    await once(question, 'continue');
    question.end('hello');
    expect(await text(await answerTo(question))).toBe('got hello');
    expect(asked).toEqual(['100-continue']);
  });

  test('are not asked for where the browser does not wait to be asked', async () => {
    listener = (request, response) => {
      response.writeContinue();
      void text(request).then((body) => response.end(body));
    };
    const question = tested.open({ method: 'PUT', headers: { cookie } });
    let continued = 0;
    question.on('continue', () => (continued += 1));
    question.end('hello');
    expect(await text(await answerTo(question))).toBe('hello');
    expect(continued).toBe(0);
  });

  test('are not asked for where nobody may send them', async () => {
    const question = tested.open({ method: 'PUT', headers: { expect: '100-continue', 'content-length': 5 } });
    let continued = false;
    question.on('continue', () => {
      continued = true;
    });
    question.flushHeaders();
    const answer = await answerTo(question);
    expect([answer.statusCode, answer.headers.connection, continued]).toEqual([401, 'close', false]);
    question.destroy();
  });

  test('that the session refuses early do not hang', async () => {
    listener = (_, response) => response.writeHead(413).end('too large');
    const question = tested.open({ method: 'POST', headers: { cookie } });
    question.on('error', () => undefined);
    question.write('a beginning');
    const answer = await answerTo(question);
    expect([answer.statusCode, answer.headers.connection, await text(answer)]).toEqual([413, 'close', 'too large']);
    question.destroy();
  });

  test('come as they are written (server-sent events), and the session learns that the browser has left', async () => {
    let left = false;
    let send: (event: string) => void = () => undefined;
    listener = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      send = (event) => void response.write(event);
      response.once('close', () => {
        left = true;
      });
    };
    const question = tested.open({ headers: { cookie } });
    question.on('error', () => undefined);
    question.end();
    const answer = await answerTo(question);
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      send(event);
      expect(String((await once(answer, 'data'))[0])).toBe(event);
    }
    answer.on('error', () => undefined);
    question.destroy();
    await until('the session was left', () => left);
  });

  test('that break off do not look complete', async () => {
    listener = (_, response) => {
      response.write('half of', () => response.destroy());
    };
    await expect(tested.ask({ headers: { cookie } })).rejects.toThrow('aborted');
  });
});

describe('a session that', () => {
  /** A server that says what it is told, byte for byte. */
  const withRaw = async (bytes: string, body: () => Promise<void>): Promise<void> => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes, 'latin1'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    tested.serve(launchA, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await until('another one answers', async () => (await tested.ask({ headers: { cookie } })).body !== 'ok');
    await body();
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };

  test.each([
    ['says nothing', ''],
    ['talks nonsense', 'EHLO\r\n\r\n'],
    ['has an impossible status', 'HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n'],
    ['sends forbidden characters', 'HTTP/1.1 200 OK\r\nX-Odd: a\x7fb\r\nContent-Length: 0\r\n\r\n'],
    [
      'has a transfer coding that nobody asked for',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    ],
    ['sends a forbidden reason', 'HTTP/1.1 200 O\x7fK\r\nContent-Length: 0\r\n\r\n'],
    [
      'sends interim answers without end',
      `${'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(20_000)}HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`,
    ],
    ['upgrades what was none', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
    ['switches protocols and does not say to which', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ])('%s is said not to answer, over HTTP and WebSocket', async (_, bytes) => {
    await withRaw(bytes, async () => {
      expect((await tested.ask({ headers: { cookie } })).status).toBe(502);
      const socket = tested.webSocket(cookie);
      if (!bytes.includes('Upgrade:')) expect(await tested.refusal(socket)).toBe(502);
      else await once(socket, 'error');
    });
  });

  test('is down is said not to answer, on a page', async () => {
    tested.serve(launchA, 'http://127.0.0.1:1');
    await until('nobody answers', async () => (await tested.ask({ headers: { cookie } })).status === 502);
    const { headers, body } = await tested.ask({ headers: { cookie, accept: 'text/html' } });
    expect(headers['retry-after']).toBe('5');
    expect(body).toContain('does not answer');
    expect(body, 'of one that is just being paused').toContain('was running a moment ago');
    expect(tested.logged).toContain('session-unreachable');
  });

  test('closes a kept connection just as it is used again is asked once more', async () => {
    listener = (request, response) => {
      if (request.url === '/close' && upstream.seen.length === 2) request.socket.destroy();
      else response.end('ok');
    };
    await tested.ask({ headers: { cookie } });
    expect((await tested.ask({ path: '/close', headers: { cookie } })).status).toBe(200);
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/', '/close', '/close']);
  });
});

test('a probe goes through the gateway to the landing page of the run that is meant', async () => {
  listener = (request, response) => response.writeHead(request.url === '/lab' ? 200 : 404).end();
  const probe = (run: number): Promise<boolean> => tested.probe({ launchId: launchA, run });
  tested.allowed.clear();
  expect(await probe(1)).toBe(true);
  expect(upstream.seen[0]?.headers).toMatchObject({
    host: `${launchA}.localhost`,
    authorization: 'token of-the-session',
  });
  expect(await probe(2)).toBe(false);
  tested.serve(launchA, upstream.origin, { landingPath: '/missing' });
  expect(await probe(1)).toBe(false);
  tested.serve(launchA, 'http://127.0.0.1:1');
  expect(await probe(1)).toBe(false);
  tested.endpoints.clear();
  expect(await probe(1)).toBe(false);
});

test('two Host headers are none', async () => {
  const socket = connect(tested.gateway.port, '127.0.0.1');
  const host = `Host: ${launchA}.localhost\r\n`;
  socket.end(`GET / HTTP/1.1\r\n${host}${host}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 40[04] /);
  expect(upstream.seen).toEqual([]);
});

describe('requests that one connection sends at once', () => {
  const pipelined = (count: number): Socket => {
    const socket = connect(tested.gateway.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const headers = `Host: ${tested.hostOf(launchA)}\r\nCookie: ${cookie}\r\n`;
    socket.write(Array.from({ length: count }, (_, index) => `GET /${index} HTTP/1.1\r\n${headers}\r\n`).join(''));
    return socket;
  };

  test('reach the session one after the other', async () => {
    let mostUnderWay = 0;
    let underWay = 0;
    const answerSlowly = async (path: string, response: ServerResponse): Promise<void> => {
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      await tested.ask({ path: '/meanwhile', headers: { cookie } });
      underWay -= 1;
      response.end(`answer to ${path};`);
    };
    listener = ({ url = '' }, response) => void (url === '/meanwhile' ? response.end() : answerSlowly(url, response));
    let said = '';
    const socket = pipelined(20).on('data', (part) => (said += String(part)));
    await until('the last is answered', () => said.includes('answer to /19;'));
    expect(said.match(/answer to \/\d+/g)).toEqual(Array.from({ length: 20 }, (_, index) => `answer to /${index}`));
    expect(mostUnderWay).toBe(1);
    socket.destroy();
  });

  test('are too many where they would only fill the memory', async () => {
    listener = () => undefined;
    const socket = pipelined(1000).resume();
    await until('it is closed', () => socket.destroyed);
    expect(upstream.seen.length).toBeLessThanOrEqual(1);
  });
});

test('connections above the limit are closed', async () => {
  await tested.gateway.close({ drainMs: 0 });
  tested = await new TestGateway().start({ maxConnections: 1 });
  const [first, second] = [connect(tested.gateway.port, '127.0.0.1'), connect(tested.gateway.port, '127.0.0.1')];
  second.on('error', () => undefined);
  await once(second, 'close');
  expect(first.destroyed).toBe(false);
  expect(tested.logged).toEqual(['connections are closed: there are as many as MAX_CONNECTIONS']);
  first.destroy();
});

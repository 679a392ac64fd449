import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { apiForTest } from './api.fixture.js';

let app: NestFastifyApplication;
let port: number;

beforeAll(async () => {
  app = await apiForTest();
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as { port: number }).port;
});
afterAll(() => app.close());

const post = (body: string | Buffer, headers: Record<string, string> = {}, path = '/api/v1/projects') =>
  app.inject({ method: 'POST', url: path, body, headers: { 'content-type': 'application/json', ...headers } });

const known = { authorization: 'Bearer token' };
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** Sends the head of a request whose body never comes. */
const begin = (headers: readonly string[] = [], method = 'POST'): Socket => {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const head = [`${method} /api/v1/projects HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', ...headers];
  socket.write([...head, 'Content-Length: 1000', '', '{'].join('\r\n'));
  return socket;
};

const firstAnswer = async (socket: Socket): Promise<string> => {
  const [data] = (await once(socket, 'data')) as [string];
  socket.destroy();
  return data;
};

test('connections have a limit, which is a setting', () => {
  expect(app.getHttpServer().maxConnections).toBe(2000);
});

describe('an answer', () => {
  /** Asks for more than the system keeps for a reader, and reads nothing. */
  const askAndNotRead = async (): Promise<{ readonly theirs: Socket; readonly ours: Socket }> => {
    const accepted = once(app.getHttpServer(), 'connection');
    const theirs = connect(port, '127.0.0.1').pause();
    theirs.write('GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(200));
    const [ours] = (await accepted) as [Socket];
    return { theirs, ours };
  };

  test('that nobody reads is given up', async () => {
    const server = app.getHttpServer();
    expect(server.timeout).toBe(120_000);
    await app.inject('/api/v1/openapi.json');
    server.timeout = 200;
    try {
      const { theirs, ours } = await askAndNotRead();
      let unread = 0;
      ours.prependListener('timeout', () => (unread = ours.writableLength));
      await once(ours, 'close');
      expect(unread).toBeGreaterThan(0);
      theirs.destroy();
    } finally {
      server.timeout = 120_000;
    }
  });
});

describe('a request with a body', () => {
  test.each([
    ['nobody', []],
    ['somebody with a token that is no good', ['Authorization: Bearer made-up']],
  ])('of %s is refused before its body is read', async (_, headers) => {
    const answer = await firstAnswer(begin(headers));
    expect(answer).toMatch(/^HTTP\/1.1 401 /);
    expect(answer).toContain('"code":"unauthenticated"');
    expect(answer).toMatch(/^www-authenticate: Bearer/im);
  });

  test.each(['OPTIONS', 'TRACE', 'QUERY'])(
    'is refused to nobody before it is read, whatever the method: %s',
    async (method) => {
      expect(await firstAnswer(begin([], method))).toMatch(/^HTTP\/1.1 4\d\d /);
    },
  );

  test.each(['{', nested(100_000)])('of nobody is refused whatever is in it (%#)', async (body) => {
    expect((await post(body)).json()).toMatchObject({ code: 'unauthenticated' });
  });

  test('to an address that there is not is refused to nobody, too', async () => {
    expect((await post('{}', {}, '/api/v1/nonsense')).statusCode).toBe(401);
    expect((await post('{}', known, '/api/v1/nonsense')).statusCode).toBe(404);
  });

  test('may have 64 KiB', async () => {
    const of = (bytes: number): string => JSON.stringify({ name: 'x'.repeat(bytes - 11) });
    expect((await post(of(64 * 1024), known)).json()).toMatchObject({ code: 'invalid-request' });
    expect((await post(of(64 * 1024 + 1), known)).json()).toMatchObject({
      status: 413,
      code: 'body-too-large',
      detail: expect.stringContaining('64 KiB'),
    });
  });

  test('may be nested as deeply as any schema, and a bit more', async () => {
    expect((await post(nested(20), known)).json()).toMatchObject({
      errors: [expect.objectContaining({ pointer: '' })],
    });
    expect((await post(nested(21), known)).json()).toMatchObject({
      status: 400,
      code: 'invalid-request',
      detail: 'The body is nested more than 20 levels deep; nothing here needs that.',
    });
    expect((await post(JSON.stringify({ name: `"\\${nested(21)}` }), known)).json()).not.toMatchObject({
      detail: expect.stringContaining('nested'),
    });
  });

  test('is UTF-8, as JSON is: of other bytes nothing is kept that was not sent', async () => {
    const named = (name: Buffer): Buffer => Buffer.concat([Buffer.from('{"name":"'), name, Buffer.from('","no":1}')]);
    expect((await post(named(Buffer.from('Zürich', 'latin1')), known)).json()).toMatchObject({
      status: 400,
      code: 'invalid-request',
      detail: 'The body is not UTF-8.',
    });
    expect((await post(named(Buffer.from('Zürich')), known)).json()).toMatchObject({
      detail: expect.stringContaining('"no"'),
    });
  });

  test.each([
    ['{"name":}', 'what is in line 1, column 9 cannot be there'],
    ['{\r\n  "name": "a",\r\n}', 'what is in line 3, column 1 cannot be there'],
    ['{"name":"a"', 'it breaks off'],
  ])('that is not JSON is told where it is wrong, in no library’s words: %j', async (body, where) => {
    expect((await post(body, known)).json()).toMatchObject({
      status: 400,
      code: 'invalid-request',
      detail: `The body is not JSON: ${where}. Send one whole value (RFC 8259).`,
    });
  });

  test('may begin with a byte order mark, as some programs write it', async () => {
    expect((await post('\ufeff{"name":1}', known)).json()).toMatchObject({
      errors: [expect.objectContaining({ pointer: '/name' })],
    });
  });

  test('that does not come in time is given up', async () => {
    const server = app.getHttpServer();
    expect([server.requestTimeout, server.headersTimeout]).toEqual([30_000, 30_000]);
    server.requestTimeout = 50;
    server.headersTimeout = 50;
    try {
      const answer = await firstAnswer(begin(['Authorization: Bearer token']));
      expect(answer).toMatch(/^HTTP\/1.1 408 /);
      expect(answer).toContain('"code":"request-timeout"');
    } finally {
      server.requestTimeout = 30_000;
      server.headersTimeout = 30_000;
    }
  });
});

describe('of one person', () => {
  const AT_ONCE = 50;
  const mine = ['Authorization: Bearer token'];
  const ask = () => post('{}', known, '/api/v1/nonsense');
  const refused = { status: 429, code: 'too-many-requests' };
  const underWay = (): Socket[] => Array.from({ length: AT_ONCE }, () => begin(mine));
  const asksUntil = (status: number): Promise<void> =>
    vi.waitFor(async () => expect((await ask()).statusCode).toBe(status));

  test('fifty requests are under way at once; another one is refused until one has ended', async () => {
    const sockets = underWay();
    await asksUntil(429);
    const answer = await ask();
    expect(answer.json()).toMatchObject(refused);
    expect(answer.headers).toMatchObject({ 'retry-after': '1' });
    expect((await app.inject({ url: '/api/v1/projects', headers: known })).json()).toMatchObject(refused);
    sockets.pop()?.destroy();
    await asksUntil(404);
    for (const socket of sockets) socket.destroy();
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frameworkRefusals } from './framework-refusals.js';

let server: FastifyInstance;
let port: number;

beforeAll(async () => {
  server = fastify({ ...frameworkRefusals, routerOptions: { maxParamLength: 20 } });
  server.get('/things/:id', () => 'here');
  await server.listen({ host: '127.0.0.1', port: 0 });
  port = (server.server.address() as { port: number }).port;
});
afterAll(() => server.close());

/** Sends these bytes and gives all that comes back. */
const answerTo = async (request: string): Promise<{ head: string; body: Record<string, unknown> }> => {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  let received = '';
  socket.on('data', (data: string) => {
    received += data;
  });
  socket.write(request);
  await once(socket, 'close');
  const [head = '', body = ''] = received.split('\r\n\r\n');
  return { head, body: JSON.parse(body) as Record<string, unknown> };
};

const get = (path: string, ...headers: readonly string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n');

describe('what is refused before it comes to a route', () => {
  test.each([
    ['an address that cannot be decoded', get('/things/%E0%A4%A'), 400, 'invalid-request'],
    ['headers of 20 KB', get('/things/1', `X-Long: ${'x'.repeat(20_000)}`), 431, 'headers-too-large'],
    ['what is no HTTP', 'HELLO\r\n\r\n', 400, 'invalid-request'],
  ])('%s is a problem', async (_, request, status, code) => {
    const { head, body } = await answerTo(request);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} \\w`));
    expect(head).toMatch(/^content-type: application\/problem\+json/im);
    expect(body).toMatchObject({ status, code, title: expect.any(String), traceId: expect.stringMatching(/./) });
  });

  test.each([
    ['/things/%zz?at=%zz', '"%zz" in the path'],
    ['/things/%E0%A4%A', '"%E0%A4%A" in the path'],
    [`/things/%zz${'a'.repeat(100)}`, `"%zz${'a'.repeat(47)}" in the path`],
  ])('an address that cannot be decoded is told where, and how % is written: %s', async (path, where) => {
    const { body } = await answerTo(get(path));
    expect(body['detail']).toBe(
      `${where} cannot be decoded. In an address, % begins an escape, two hexadecimal digits for each byte of UTF-8, and is itself written %25.`,
    );
  });

  test('a part of a path that is too long is not sent back', async () => {
    const { body } = await answerTo(get(`/things/${'a'.repeat(21)}`));
    expect(body).toMatchObject({
      status: 414,
      code: 'uri-too-long',
      detail: expect.stringMatching(/^A part of the path/),
    });
    expect(JSON.stringify(body)).not.toContain('aaa');
  });
});

import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiForTest } from './api.fixture.js';

let app: NestFastifyApplication;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  app = await apiForTest();
  await app.listen(0, '127.0.0.1');
});
afterAll(() => {
  agent.destroy();
  return app.close();
});

const asking = (path: string, upgrade: string, more: Readonly<Record<string, string>> = {}, body = '') => {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const headers = { authorization: 'Bearer token', connection: 'Upgrade', upgrade, 'content-length': body.length };
  const method = body === '' ? 'GET' : 'POST';
  return request({ host: '127.0.0.1', port, agent, method, path, headers: { ...headers, ...more } }).end(body);
};

const answerTo = async (...asked: Parameters<typeof asking>): Promise<unknown> => {
  const [response] = (await once(asking(...asked), 'response')) as [IncomingMessage];
  return JSON.parse(await text(response));
};

describe('who sends a request', () => {
  test('and would rather speak another protocol is answered in this one, and is on the same connection', async () => {
    expect(await answerTo('/api/v1/me', 'h2c')).toMatchObject({ userId: 'somebody' });
    expect(await answerTo('/api/v1/me', 'TLS/1.0, HTTP/1.1')).toMatchObject({ userId: 'somebody' });
    const body = { 'content-type': 'application/json' };
    expect(await answerTo('/api/v1/projects', 'h2c', body, '{"name":1}')).toMatchObject({
      errors: [expect.objectContaining({ pointer: '/name' })],
    });
  });

  test.each(['websocket', 'WebSocket'])('and wants to listen live is let: %s', async (protocol) => {
    const handshake = { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
    const asked = asking('/socket.io/?EIO=4&transport=websocket', protocol, handshake);
    const [answer, socket] = (await once(asked, 'upgrade')) as [IncomingMessage, { destroy(): void }];
    expect(answer.statusCode).toBe(101);
    socket.destroy();
  });
});

import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeAfterAnswer } from './close-after-answer.js';

const server = createServer((_request, response) => response.end('here'));
const agent = new Agent({ keepAlive: true });
const ending = new AbortController();

beforeEach(async () => {
  closeAfterAnswer(server, ending.signal);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const ask = async (): Promise<{ connection: string | undefined; isReused: boolean }> => {
  const asked = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return { connection: response.headers.connection, isReused: asked.reusedSocket };
};

describe('a server whose process may be told to end', () => {
  test('answers who waits to be told to go on, as it did', async () => {
    const { port } = server.address() as AddressInfo;
    const sent = request({ port, host: '127.0.0.1', method: 'POST', headers: { expect: '100-continue' } });
    sent.once('continue', () => sent.end('body'));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(200);
  });
});

describe('a server whose process is told to end', () => {
  test('answers what comes on a connection that was kept, and closes it', async () => {
    expect(await ask()).toEqual({ connection: 'keep-alive', isReused: false });
    ending.abort();
    expect(await ask()).toEqual({ connection: 'close', isReused: true });
    expect(await ask()).toEqual({ connection: 'close', isReused: false });
  });
});

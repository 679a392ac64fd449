import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { closed } from '../../../../test/support/closed.js';
import { limitConnections } from './limit-connections.js';

const server = createServer((_request, response) => response.end('here'));
const warnings: object[] = [];
const sockets: Socket[] = [];

beforeEach(async () => {
  limitConnections(server, { max: 2, warn: (fields) => warnings.push(fields) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Whether there is an answer on a new connection. */
const isAnswered = async (): Promise<boolean> => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  return Promise.race([once(socket, 'data').then(() => true), closed(socket).then(() => false)]);
};

describe('connections above the limit', () => {
  test('are closed, said once, and taken again when others have ended', async () => {
    expect([await isAnswered(), await isAnswered()]).toEqual([true, true]);
    expect([await isAnswered(), await isAnswered()]).toEqual([false, false]);
    expect(warnings).toEqual([{ limit: 2 }]);
    sockets[0]?.destroy();
    await until('there is room again', isAnswered);
  });
});

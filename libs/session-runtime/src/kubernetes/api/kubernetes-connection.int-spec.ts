import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiRequest, KubernetesConnection } from './kubernetes-connection.js';

describe('a connection to a cluster', () => {
  let server: Server;
  let connection: KubernetesConnection;
  let opened: number;

  beforeEach(async () => {
    opened = 0;
    server = createServer((_, response) => void response.end('{}')).listen(0, '127.0.0.1');
    server.on('connection', () => {
      opened += 1;
    });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      { name: 'cluster', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
      { name: 'user' },
    );
    connection = new KubernetesConnection(config, 1);
  });
  afterEach(async () => {
    await connection.close();
    server.close().closeAllConnections();
  });

  test.each(['GET', 'POST', 'DELETE'] as const)('is made once for many calls, of %s too', async (method) => {
    const body = method === 'GET' ? {} : { body: { kind: 'Something' } };
    const call: ApiRequest = { method, path: '/', signal: AbortSignal.timeout(10_000), silenceMs: 10_000, ...body };
    for (let count = 0; count < 3; count += 1) await (await connection.send(call)).body.text();
    expect(opened).toBe(1);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Docker from 'dockerode';
import { expect, test } from 'vitest';
import { createContainer } from './create-container.js';

test('what a container is to be is in the request, and its name alone in the address, which engines log', async () => {
  const requests: string[][] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push([request.url ?? '', body]);
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"Id":"one"}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const docker = new Docker({ protocol: 'http', host: '127.0.0.1', port });
  const plan = { Image: 'image', Env: ['JUPYTER_TOKEN=secret'] };
  await expect(createContainer(docker, { name: 'one', ...plan })).resolves.toMatchObject({ id: 'one' });
  await createContainer(docker, plan);
  const body = JSON.stringify(plan);
  expect(requests).toEqual([
    ['/containers/create?name=one', body],
    [expect.stringMatching(/^\/containers\/create\??$/), body],
  ]);
  server.closeAllConnections();
  server.close();
});

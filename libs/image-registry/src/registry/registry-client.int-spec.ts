import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { mediaTypes } from '../../../../test/support/image-registry/push-image.js';
import { partsOfReference } from '../image-reference.js';
import { inspectImage } from './inspect-image.js';

import { RegistryClient } from './registry-client.js';
import { RegistryError } from './registry-error.js';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const types = mediaTypes.oci;
const servers: Server[] = [];
const clients: OutboundClient[] = [];

/** What is said of an image whose registry answers so. */
const looked = async (answering: Answering, reference = 'a/b:1'): Promise<RegistryError> => {
  const server = createServer(answering).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const outbound = new OutboundClient(new OutboundAccess({ allowed: ['127.0.0.1'], ownStores: [] }), {
    timeoutMs: 2_000,
  });
  servers.push(server);
  clients.push(outbound);
  const image = partsOfReference(`127.0.0.1:${(server.address() as AddressInfo).port}/${reference}`);
  const asked = { platform: 'linux/amd64', signal: AbortSignal.timeout(5_000) };
  return inspectImage(new RegistryClient(outbound), image, asked).then(
    () => Promise.reject(new Error('it was an image')),
    (error: unknown) => (error instanceof RegistryError ? error : Promise.reject(error as Error)),
  );
};

const json = (response: ServerResponse, type: string, body: unknown): void =>
  void response.writeHead(200, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body));

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('a registry', () => {
  test('that is asked too often says when to ask again', async () => {
    const error = await looked((_, response) => void response.writeHead(429, { 'retry-after': '17' }).end());
    expect(error).toMatchObject({ code: 'registry-busy', retryAfterSeconds: 17 });
  });

  test.each<[string, Answering]>([
    ['is out of order', (_, response) => void response.writeHead(503).end()],
    ['is silent', () => undefined],
    ['hangs up', (request) => void request.socket.destroy()],
    [
      'leads to a private network',
      (_, response) => void response.writeHead(307, { location: 'http://10.0.0.1/' }).end(),
    ],
    ['never ends', (_, response) => void response.writeHead(200).write(Buffer.alloc(5_000_000))],
  ])('that %s is out of reach just now', async (_, answering) => {
    expect(await looked(answering)).toMatchObject({ code: 'registry-unreachable' });
  });

  test('that holds something else under a digest is not believed', async () => {
    const error = await looked((_, response) => json(response, types.manifest, {}), `a/b@sha256:${'0'.repeat(64)}`);
    expect(error.message).toContain('does not answer as a registry does');
  });

  test.each<[string, string, unknown]>([
    ['a page', 'text/html', '<html>'],
    ['no JSON', types.manifest, '{'],
    ['a form of 2015', 'application/vnd.docker.distribution.manifest.v1+prettyjws', {}],
    ['an index of nothing that is known', types.index, { manifests: 'none' }],
    ['a manifest without layers', types.manifest, { config: {} }],
    ['digests that lead elsewhere', types.manifest, { config: { digest: '../../secret', size: 1 }, layers: [] }],
  ])('that answers with %s has no image there', async (_, type, body) => {
    expect(await looked((__, response) => json(response, type, body))).toMatchObject({ code: 'not-an-image' });
  });

  test('that names a token’s server which gives none says that the image is not public', async () => {
    const asked: (string | undefined)[] = [];
    const error = await looked((request, response) => {
      asked.push(request.url);
      const realm = `http://${request.headers.host}/token`;
      const challenge = `Basic realm="x", Bearer realm="${realm}",service="s"`;
      if (request.url?.startsWith('/token')) json(response, 'application/json', {});
      else response.writeHead(401, { 'www-authenticate': challenge }).end();
    });
    expect(error.code).toBe('image-not-public');
    expect(asked).toEqual(['/v2/a/b/manifests/1', '/token?service=s&scope=repository%3Aa%2Fb%3Apull']);
  });
});

import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { mediaTypes } from '../../../../test/support/image-registry/push-image.js';
import { partsOfReference } from '../image-reference.js';
import { AnsweringRegistry } from './answering-registry.fixture.js';
import { inspectImage } from './inspect-image.js';
import { RegistryError } from './registry-error.js';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const types = mediaTypes.oci;
const registries: AnsweringRegistry[] = [];

/** What is said of an image whose registry answers so. */
const looked = async (answering: Answering, reference = 'a/b:1'): Promise<RegistryError> => {
  const registry = await AnsweringRegistry.start(answering);
  registries.push(registry);
  const image = partsOfReference(`${registry.host}/${reference}`);
  const asked = { platform: 'linux/amd64', signal: AbortSignal.timeout(5_000) };
  return inspectImage(registry.client, image, asked).then(
    () => Promise.reject(new Error('it was an image')),
    (error: unknown) => (error instanceof RegistryError ? error : Promise.reject(error as Error)),
  );
};

const json = (response: ServerResponse, type: string, body: unknown): void =>
  void response.writeHead(200, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body));

const challenge = (request: IncomingMessage, response: ServerResponse): void => {
  const realm = `http://${request.headers.host}/token`;
  response.writeHead(401, { 'www-authenticate': `Basic realm="x", Bearer realm="${realm}",service="s"` }).end();
};

afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.close())));

describe('a registry', () => {
  test.each([
    ['asked too often', 429, 'registry-busy'],
    ['out of order', 503, 'registry-unreachable'],
  ])('that is %s says when to ask again', async (_, status, code) => {
    const error = await looked((__, response) => void response.writeHead(status, { 'retry-after': '17' }).end());
    expect(error).toMatchObject({ code, retryAfterSeconds: 17 });
  });

  test.each(['1e300', '99999999999', '-1', '', 'Wed, 21 Oct 2026 07:28:00 GMT'])(
    'that says to ask again in %j is asked again when we would',
    async (said) => {
      const error = await looked((_, response) => void response.writeHead(429, { 'retry-after': said }).end());
      expect(error).toMatchObject({ code: 'registry-busy', retryAfterSeconds: undefined });
    },
  );

  test.each([
    [429, { code: 'registry-busy', retryAfterSeconds: 17 }],
    [503, { code: 'registry-unreachable', retryAfterSeconds: 17 }],
  ])('whose server of tokens answers %i says nothing of the image', async (status, expected) => {
    const error = await looked((request, response) => {
      if (request.url?.startsWith('/token')) response.writeHead(status, { 'retry-after': '17' }).end();
      else challenge(request, response);
    });
    expect(error).toMatchObject(expected);
  });

  test.each<[string, Answering]>([
    ['is out of order', (_, response) => void response.writeHead(503).end()],
    ['is silent', () => undefined],
    ['hangs up', (request) => void request.socket.destroy()],
    [
      'leads to a private network',
      (_, response) => void response.writeHead(307, { location: 'http://10.0.0.1/' }).end(),
    ],
  ])('that %s is out of reach just now', async (_, answering) => {
    expect(await looked(answering)).toMatchObject({ code: 'registry-unreachable' });
  });

  test.each<[string, Answering]>([
    ['holds something else under a digest', (_, response) => json(response, types.manifest, {})],
    ['never ends', (_, response) => void response.writeHead(200).write(Buffer.alloc(5_000_000))],
    ['finds something wrong with the request', (_, response) => void response.writeHead(400).end()],
  ])('that %s has no image there', async (_, answering) => {
    const error = await looked(answering, `a/b@sha256:${'0'.repeat(64)}`);
    expect(error.code).toBe('not-an-image');
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

  test.each<[string, unknown]>([
    ['none', {}],
    ['one that is larger than tokens are', { token: 'x'.repeat(16_385) }],
  ])('that names a token’s server which gives %s says that the image is not public', async (_, said) => {
    const asked: (string | undefined)[] = [];
    const error = await looked((request, response) => {
      asked.push(request.url);
      if (request.url?.startsWith('/token')) json(response, 'application/json', said);
      else challenge(request, response);
    });
    expect(error.code).toBe('image-not-public');
    expect(asked).toEqual(['/v2/a/b/manifests/1', '/token?service=s&scope=repository%3Aa%2Fb%3Apull']);
  });

  test('that names a token’s server which says more than servers of tokens do is not believed', async () => {
    const asked: (string | undefined)[] = [];
    const error = await looked((request, response) => {
      asked.push(request.url?.slice(0, 6));
      const said = { token: 'x', padding: 'x'.repeat(64 * 1024) };
      if (request.url?.startsWith('/token')) json(response, 'application/json', said);
      else challenge(request, response);
    });
    expect(error.message).toContain('does not answer as a registry does');
    expect(asked).toEqual(['/v2/a/', '/token']);
  });
});

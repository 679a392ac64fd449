import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { basicAuthorization } from '#libs/outbound';
import { mediaTypes } from '../../../../test/support/image-registry/push-image.js';
import { partsOfReference } from '../image-reference.js';
import { AnsweringRegistry } from './answering-registry.fixture.js';
import { inspectImage } from './inspect-image.js';
import type { RegistryCredentials } from './registry-tokens.js';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const types = mediaTypes.oci;
const secret = { username: 'operator', token: 'a secret' };
const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const indexOf = (mediaType: string, digest: string): string =>
  JSON.stringify({ manifests: [{ mediaType, digest, size: 1, platform: { os: 'linux', architecture: 'amd64' } }] });

const registries: AnsweringRegistry[] = [];
afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.close())));

interface Asking {
  readonly as?: RegistryCredentials;
  readonly timeoutMs?: number;
}

/** What becomes of a look at an image whose registry answers so. */
const looked = async (answering: Answering, { as, timeoutMs = 5_000 }: Asking = {}): Promise<unknown> => {
  const registry = await AnsweringRegistry.start(answering);
  registries.push(registry);
  const asked = { platform: 'linux/amd64', signal: AbortSignal.timeout(timeoutMs) };
  return inspectImage(registry.clientAs(as), partsOfReference(`${registry.host}/a/b:1`), asked).catch(
    (error: unknown) => error,
  );
};

/** Bit by bit, until whoever asks has had enough. */
const drip = (write: () => boolean): void => {
  const dripping = setInterval(() => write() || clearInterval(dripping), 20);
};

describe('a registry that means harm', () => {
  test.each<[string, Answering]>([
    [
      'a header',
      ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        drip(() => !socket.destroyed && (socket.write('X-A: b\r\n') || true));
      },
    ],
    [
      'a manifest',
      (_, response) => {
        response.writeHead(200, { 'content-type': types.manifest });
        drip(() => !response.destroyed && (response.write(' ') || true));
      },
    ],
  ])('and never ends %s is waited for as long as the one who asks has time', async (_, answering) => {
    const message = expect.stringContaining('does not answer');
    expect(await looked(answering, { timeoutMs: 300 })).toMatchObject({ code: 'registry-unreachable', message });
  });

  test('and has a manifest of 100 MiB is left after a few of them', async () => {
    let sent = 0;
    const error = await looked((_, response) => {
      response.writeHead(200, { 'content-type': types.manifest });
      const mebibyte = Buffer.alloc(1024 * 1024);
      const more = (): void => {
        if (response.destroyed || sent === 100) return void response.end();
        sent += 1;
        response.write(mebibyte, more);
      };
      more();
    });
    expect(error).toMatchObject({ code: 'not-an-image', message: expect.stringContaining('more than 4194304 bytes') });
    expect(sent).toBeLessThan(50);
  });

  test('and has an index with more in it than is read has no image there', async () => {
    const more = '[]'.padStart(60_000, '[').padEnd(119_998, ']');
    const index = indexOf(types.index, digestOf('an image')).replace('{', `{"more":${more},`);
    const error = await looked((_, response) => response.writeHead(200, { 'content-type': types.index }).end(index));
    expect(error).toMatchObject({ code: 'not-an-image', message: expect.stringContaining('larger than is read here') });
  });

  test('and has an index that is its own image, or an index in an index, is asked twice', async () => {
    const asked: (string | undefined)[] = [];
    const itself = indexOf(types.index, digestOf('itself'));
    const error = await looked(({ url }, response) => {
      asked.push(url);
      response.writeHead(200, { 'content-type': types.index }).end(itself);
    });
    expect(error).toMatchObject({ code: 'not-an-image', message: expect.stringContaining('has the digest') });
    const inner = indexOf(types.index, digestOf('further in'));
    const nested = await looked(({ url }, response) => {
      asked.push(url);
      const body = url?.endsWith(digestOf(inner)) === true ? inner : indexOf(types.index, digestOf(inner));
      response.writeHead(200, { 'content-type': types.index }).end(body);
    });
    expect(nested).toMatchObject({ code: 'not-an-image', message: expect.stringContaining('no container is made of') });
    expect(asked).toHaveLength(4);
  });

  test.each([
    ['a private address', 'https://10.0.0.1/token', 'registry-unreachable'],
    ['no web address', 'file:///etc/passwd', 'image-not-public'],
  ])('and names %s as server of tokens learns nothing by it', async (_, realm, code) => {
    const answering: Answering = (__, response) =>
      void response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end();
    expect(await looked(answering, { as: secret })).toMatchObject({ code });
  });

  test.each([
    ['on this machine', '127.0.0.1', basicAuthorization(secret.username, secret.token)],
    ['elsewhere, where it is asked without TLS', 'tokens.example', undefined],
  ])('and names a server of tokens %s has it told no secret that may not be sent there', async (_, host, told) => {
    const shown: (string | undefined)[] = [];
    const answering: Answering = ({ url = '', headers, socket }, response) => {
      if (url.startsWith('/token')) shown.push(headers.authorization);
      const realm = `http://${host}:${socket.localPort}/token`;
      response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end();
    };
    await looked(answering, { as: secret });
    expect(shown).toEqual([told]);
  });
});

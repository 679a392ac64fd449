import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { partsOfReference } from '../image-reference.js';
import { AnsweringRegistry } from './answering-registry.fixture.js';
import { RegistryError } from './registry-error.js';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const layer = Buffer.alloc(300_000, 'layer');
const digest = `sha256:${createHash('sha256').update(layer).digest('hex')}`;
const registries: AnsweringRegistry[] = [];

/** How many bytes came, or why none did, or not all. */
const read = async (answering: Answering): Promise<number | string> => {
  const registry = await AnsweringRegistry.start(answering);
  registries.push(registry);
  const image = partsOfReference(`${registry.host}/a/b:1`);
  let bytes = 0;
  try {
    for await (const piece of registry.client.stream(
      image,
      { digest, size: layer.length },
      AbortSignal.timeout(10_000),
    ))
      bytes += piece.length;
  } catch (error) {
    return error instanceof RegistryError ? `${error.code} ${error.message}` : String(error);
  }
  return bytes;
};

afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.close())));

describe('a layer', () => {
  test('is read as it comes', async () => {
    expect(await read((_, response) => void response.end(layer))).toBe(layer.length);
  });

  test('is read with a token where one is wanted', async () => {
    const answering: Answering = ({ url, headers }, response) => {
      if (url?.startsWith('/token')) return void response.end('{"token":"t"}');
      if (headers.authorization === 'Bearer t') return void response.end(layer);
      const realm = `http://${headers.host}/token`;
      response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}",service="s"` }).end('no');
    };
    expect(await read(answering)).toBe(layer.length);
  });

  test.each<[string, string, Answering]>([
    ['is another one', 'not-an-image', (_, response) => void response.end(Buffer.alloc(300_000))],
    ['is cut short', 'not-an-image', (_, response) => void response.end(layer.subarray(1))],
    ['is larger than its manifest says', 'not-an-image', (_, response) => void response.end(Buffer.alloc(400_000))],
    ['breaks off', 'registry-unreachable', (_, response) => void response.write(layer, () => response.destroy())],
    ['is not there', 'image-not-found', (_, response) => void response.writeHead(404).end()],
    ['is not public', 'image-not-public', (_, response) => void response.writeHead(403).end()],
  ])('that %s is refused', async (_, code, answering) => {
    expect(await read(answering)).toContain(code);
  });
});

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { mediaTypes } from '../../../../test/support/image-registry/push-image.js';
import { until } from '../../../../test/support/until.js';
import { RegistryClient } from '../registry/registry-client.js';
import { checkImage } from './check-image.js';
import { RegistryInspector } from './registry-inspector.js';

const types = mediaTypes.oci;
const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const config = JSON.stringify({ os: 'linux', architecture: 'amd64' });
const manifestOf = (file: string): string =>
  JSON.stringify({ config: { mediaType: types.config, digest: digestOf(file), size: 1 }, layers: [] });
const manifest = manifestOf(config);

let server: Server;
let host: string;
let paths: string[];
/** To these hosts it says nothing. */
let silent: RegExp;
let status: number;
/** By their digests. */
let held: Map<string, string>;
let now: number;
let outbound: OutboundClient;
let inspector: RegistryInspector;

const answerTo = (url: string): string =>
  held.get(url.split('/').at(-1) ?? '') ?? (url.includes('/blobs/') ? config : manifest);

beforeEach(async () => {
  [paths, silent, status, now, held] = [[], /^$/, 200, 1, new Map()];
  server = createServer(({ method, url = '', headers }, response) => {
    paths.push(`${method} ${url.replace(/.*\/(manifests|blobs)\/.*/, '$1')}`);
    if (silent.test(headers.host ?? '')) return;
    response.statusCode = status;
    const body = answerTo(url);
    response.setHeader('content-type', types.manifest).setHeader('docker-content-digest', digestOf(body)).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  outbound = new OutboundClient(new OutboundAccess({ allowed: ['127.0.0.1'], ownStores: [] }));
  const client = new RegistryClient(outbound);
  inspector = new RegistryInspector(client, { platform: 'linux/amd64', timeoutMs: 2_000, now: () => now });
});

afterEach(async () => {
  await outbound.close();
  server.closeAllConnections();
  server.close();
});

describe('whoever asks about images', () => {
  test('asks once for those who ask at once', async () => {
    const tagged = { reference: `${host}/a:1` };
    const found = await Promise.all([tagged, tagged, tagged].map((image) => inspector.inspect(image)));
    expect(new Set(found.map(({ digest }) => digest))).toEqual(new Set([digestOf(manifest)]));
    expect(paths).toEqual(['HEAD manifests', 'GET manifests', 'GET blobs']);
  });

  test('asks once for ever about a digest, and about a tag where it leads, which is not counted as a pull', async () => {
    const tagged = { reference: `${host}/a:1` };
    const pinned = { ...tagged, digest: digestOf(manifest) };
    await inspector.inspect(pinned);
    await inspector.inspect(pinned);
    expect(paths).toEqual(['GET manifests', 'GET blobs']);
    for (const reference of [`${host}/a:1`, `${host}/a:2`])
      expect(await inspector.inspect({ reference })).toMatchObject({ digest: pinned.digest });
    expect(paths.slice(2)).toEqual(['HEAD manifests', 'HEAD manifests']);
    const newer = JSON.stringify({ os: 'linux', architecture: 'amd64', created: '2026-01-01' });
    const moved = digestOf(manifestOf(newer));
    held.set('1', manifestOf(newer)).set(moved, manifestOf(newer)).set(digestOf(newer), newer);
    expect(await inspector.inspect(tagged)).toMatchObject({ digest: moved });
    expect(paths.slice(4)).toEqual(['HEAD manifests', 'GET manifests', 'GET blobs']);
  });

  test('forgets images for newer ones that say much', async () => {
    const Cmd = Array.from({ length: 100 }, () => 'x'.repeat(4_000));
    const large = Array.from({ length: 45 }, (_, index) => {
      const file = JSON.stringify({ os: 'linux', architecture: 'amd64', config: { Cmd, User: `${index}` } });
      held.set(digestOf(file), file).set(digestOf(manifestOf(file)), manifestOf(file));
      return { reference: `${host}/a:1`, digest: digestOf(manifestOf(file)) };
    });
    for (const image of large) await inspector.inspect(image);
    const asked = paths.length;
    for (const image of large.slice(-5)) await inspector.inspect(image);
    expect(paths).toHaveLength(asked);
    for (const image of large.slice(0, 1)) await inspector.inspect(image);
    expect(paths).toHaveLength(asked + 2);
  });

  test('waits for a silent registry once in a while', async () => {
    silent = /./;
    const image = { reference: `${host}/a:1` };
    for (let times = 0; times < 3; times += 1)
      expect(await checkImage(inspector, image)).toMatchObject({ kind: 'unknown', code: 'registry-unreachable' });
    expect(paths).toEqual(['HEAD manifests']);
    silent = /^$/;
    now = 30_002;
    expect(await checkImage(inspector, image)).toMatchObject({ kind: 'found' });
  });

  test.each([
    [503, 'registry-unreachable', 1],
    [500, 'registry-unreachable', 2],
    [400, 'not-an-image', 2],
    [404, 'image-not-found', 2],
    [429, 'registry-busy', 2],
  ])('asks a registry again, but for one that does not work: status %i', async (answered, code, times) => {
    status = answered;
    for (const tag of [1, 2])
      expect(await checkImage(inspector, { reference: `${host}/a:${tag}` })).toMatchObject({ code });
    expect(paths).toHaveLength(times);
  });

  test('has places for others while a domain of many names is silent', async () => {
    const port = host.split(':')[1];
    silent = /silent/;
    const names = Array.from(
      { length: 9 },
      (_, index) => `${index}.${index === 0 ? 'Silent' : 'silent'}.localhost:${port}/a:1`,
    );
    const asked = names.map((reference) => checkImage(inspector, { reference }));
    expect(await asked[8]).toMatchObject({ kind: 'unknown', code: 'registry-busy' });
    expect(await checkImage(inspector, { reference: `localhost:${port}/a:1` })).toMatchObject({ kind: 'found' });
    expect(await asked[0]).toMatchObject({ code: 'registry-unreachable' });
    await Promise.all(asked);
    silent = /^$/;
    expect(await checkImage(inspector, { reference: `9.silent.localhost:${port}/a:1` })).toMatchObject({
      kind: 'found',
    });
  });

  test('does not take a registry for silent that could not be asked among so many', async () => {
    const access = new OutboundAccess({ allowed: ['127.0.0.1'], ownStores: [] });
    const crowded = new OutboundClient(access, { maxHosts: 1, keptOpenMs: 1_500 });
    const images = new RegistryInspector(new RegistryClient(crowded), { platform: 'linux/amd64' });
    const digest = digestOf(manifest);
    const other = { reference: `localhost:${host.split(':')[1]}/a:1`, digest };
    try {
      await images.inspect({ reference: `${host}/a:1`, digest });
      expect(await checkImage(images, other)).toMatchObject({ kind: 'unknown', code: 'registry-busy' });
      await until('there is room', async () => (await checkImage(images, other)).kind === 'found');
    } finally {
      await crowded.close();
    }
  }, 15_000);
});

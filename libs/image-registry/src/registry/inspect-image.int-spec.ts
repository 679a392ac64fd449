import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { whyNoRegistry } from '../../../../test/support/image-registry/find-docker-registry.js';
import {
  type Entrance,
  type ImageRegistry,
  registryCredentials,
  startImageRegistry,
} from '../../../../test/support/image-registry/image-registry.js';
import { mediaTypes, pushImage, pushIndex } from '../../../../test/support/image-registry/push-image.js';
import { partsOfReference } from '../image-reference.js';
import { inspectImage } from './inspect-image.js';
import { RegistryClient } from './registry-client.js';
import { RegistryError } from './registry-error.js';
import type { RegistryCredentials } from './registry-tokens.js';

const missing = whyNoRegistry();
if (missing !== undefined) process.stdout.write(`SKIPPED: looking at images of a real registry: ${missing}\n`);
const describeReal = missing === undefined ? describe : describe.skip;

const outbound = new OutboundClient(new OutboundAccess({ allowed: ['127.0.0.0/8'], ownStores: [] }));
let registry: ImageRegistry;

const inspect = (image: string, platform = 'linux/amd64') =>
  inspectImage(new RegistryClient(outbound), partsOfReference(`${registry.host}/${image}`), {
    ...{ platform, signal: AbortSignal.timeout(10_000) },
  });

/** As somebody whom this registry knows, and no other. */
const inspectAs = (credentials: RegistryCredentials, image: string, host = registry.host) => {
  const client = new RegistryClient(outbound, (asked) => (asked === host ? credentials : undefined));
  const options = { platform: 'linux/amd64', signal: AbortSignal.timeout(10_000) };
  return inspectImage(client, partsOfReference(`${registry.host}/${image}`), options);
};

const failure = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'nothing',
    (error: unknown) => (error instanceof RegistryError ? error.code : String(error)),
  );

const config = {
  User: '1000:100',
  Entrypoint: ['tini', '--'],
  Cmd: ['start-notebook.py'],
  WorkingDir: '/home/jovyan',
  ExposedPorts: { '8888/tcp': {} },
  Labels: { 'org.opencontainers.image.revision': 'abc' },
};
const said = {
  user: '1000:100',
  entrypoint: ['tini', '--'],
  command: ['start-notebook.py'],
  workingDir: '/home/jovyan',
  exposedPorts: ['8888/tcp'],
  labels: { 'org.opencontainers.image.revision': 'abc' },
};

const usingRegistry = (entrance: Entrance): void => {
  beforeAll(async () => {
    registry = await startImageRegistry(entrance);
  });
  afterAll(() => registry.close());
};

afterAll(() => outbound.close());

describeReal('an image of a registry that everybody may read', () => {
  usingRegistry('open');

  test.each(['oci', 'docker'] as const)('is looked at: one of the kind %s', async (kind) => {
    const created = '2026-11-01T10:00:00.000Z';
    const { digest } = await pushImage(registry, { repository: `one/${kind}`, tag: '1', config, created, kind });
    const expected = { ...said, digest, platforms: ['linux/amd64'], sizeBytes: 11, createdAt: created };
    expect(await inspect(`one/${kind}:1`)).toEqual(expected);
    expect(await inspect(`one/${kind}@${digest}`)).toEqual(expected);
  });

  test.each(['oci', 'docker'] as const)('is looked at for a platform: an index of the kind %s', async (kind) => {
    const repository = `many/${kind}`;
    const digest = await pushIndex(registry, { repository, config, architectures: ['arm64', 'amd64'], kind });
    const found = await inspect(repository);
    expect(found).toMatchObject({ ...said, digest, platforms: ['linux/arm64', 'linux/amd64'], createdAt: undefined });
    expect(await failure(inspect(repository, 'linux/riscv64'))).toBe('platform-missing');
  });

  test.each(['oci', 'docker'] as const)(
    'is looked at where an index of the kind %s does not say its platform',
    async (kind) => {
      const repository = `unnamed/${kind}`;
      const digest = await pushIndex(registry, {
        repository,
        config,
        architectures: ['arm64'],
        unnamed: ['amd64'],
        kind,
      });
      expect(await inspect(repository)).toMatchObject({ ...said, digest, platforms: ['linux/arm64', 'linux/amd64'] });
      expect(await inspect(repository, 'linux/arm64')).toMatchObject({ digest, platforms: ['linux/arm64'] });
      await expect(inspect(repository, 'linux/riscv64')).rejects.toMatchObject({
        ...{ code: 'platform-missing', message: expect.stringContaining('for linux/arm64, linux/amd64 and not for') },
      });
    },
  );

  test('is looked for among several that an index lists without their platform', async () => {
    const repository = 'unnamed/several';
    const unnamed = ['riscv64', 's390x', 'amd64'];
    const digest = await pushIndex(registry, { repository, config, architectures: ['arm64'], unnamed });
    expect(await inspect(repository)).toMatchObject({ ...said, digest, platforms: ['linux/arm64', 'linux/amd64'] });
    await expect(inspect(repository, 'linux/ppc64le')).rejects.toMatchObject({
      ...{ code: 'platform-missing' },
      message: expect.stringContaining(
        'linux/arm64, linux/riscv64, linux/s390x, linux/amd64 and not for linux/ppc64le',
      ),
    });
  });

  test('says nothing where there is nothing to be said', async () => {
    await pushImage(registry, { repository: 'bare', created: '1970-01-01T00:00:00Z' });
    expect(await inspect('bare')).toMatchObject({
      ...{ user: '', entrypoint: [], command: [], workingDir: '', exposedPorts: [], labels: {}, createdAt: undefined },
    });
  });

  test('is not there', async () => {
    await pushImage(registry, { repository: 'there' });
    expect(await failure(inspect('there:2'))).toBe('image-not-found');
    expect(await failure(inspect('elsewhere'))).toBe('image-not-found');
    expect(await failure(inspect(`there@sha256:${'0'.repeat(64)}`))).toBe('image-not-found');
  });

  test('is something else: a chart', async () => {
    const chart = await registry.blob('chart', { name: 'chart' });
    const mediaType = mediaTypes.oci.manifest;
    const config = { mediaType: 'application/vnd.cncf.helm.config.v1+json', ...chart };
    await registry.push('chart', '1', { schemaVersion: 2, mediaType, config, layers: [] });
    expect(await failure(inspect('chart:1'))).toBe('not-an-image');
  });

  test('is known by its digest without being pulled', async () => {
    const { digest } = await pushImage(registry, { repository: 'pinned', tag: '7' });
    const client = new RegistryClient(outbound);
    const image = partsOfReference(`${registry.host}/pinned:7`);
    expect(await client.digestOf(image, AbortSignal.timeout(5_000))).toBe(digest);
  });
});

describeReal('an image of a registry that wants a password', () => {
  usingRegistry('password');

  test('is not public', async () => {
    await pushImage(registry, { repository: 'private/tools' });
    expect(await failure(inspect('private/tools'))).toBe('image-not-public');
  });

  test('is read by whom it knows', async () => {
    const { digest } = await pushImage(registry, { repository: 'private/built' });
    expect(await inspectAs(registryCredentials, 'private/built')).toMatchObject({ digest });
    const wrong = { ...registryCredentials, token: 'another' };
    expect(await failure(inspectAs(wrong, 'private/built'))).toBe('image-not-public');
    expect(await failure(inspectAs(registryCredentials, 'private/built', 'elsewhere:5000'))).toBe('image-not-public');
  });
});

describeReal('an image of a registry that gives tokens', () => {
  usingRegistry('token');

  test('is read by everybody where it is public, with one token as long as it holds', async () => {
    const digest = await pushIndex(registry, { repository: 'public/tools', architectures: ['amd64'] });
    const client = new RegistryClient(outbound);
    const image = partsOfReference(`${registry.host}/public/tools`);
    for (const platform of ['linux/amd64', 'linux/amd64'])
      expect(await inspectImage(client, image, { platform, signal: AbortSignal.timeout(5_000) })).toMatchObject({
        digest,
      });
    expect(registry.tokens?.asked).toBe(1);
  });

  test('is not read where it is not public, or not there', async () => {
    await pushImage(registry, { repository: 'private/tools' });
    expect(await failure(inspect('private/tools'))).toBe('image-not-public');
    expect(await failure(inspect('public/nothing'))).toBe('image-not-found');
  });

  test('is read by whom it knows, also where it is not public', async () => {
    const { digest } = await pushImage(registry, { repository: 'private/built' });
    expect(await inspectAs(registryCredentials, 'private/built')).toMatchObject({ digest });
  });
});

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partsOfReference, RegistryClient } from '#libs/image-registry';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { whyNoRegistry } from '../../../test/support/image-registry/find-docker-registry.js';
import { type ImageRegistry, startImageRegistry } from '../../../test/support/image-registry/image-registry.js';
import { pushIndex } from '../../../test/support/image-registry/push-image.js';
import { layerOf, pushLayers } from '../../../test/support/image-registry/push-layers.js';
import { type Progress, readImageContents } from './read-image-contents.js';

const missing = whyNoRegistry();
if (missing !== undefined) process.stdout.write(`SKIPPED: what is in images of a real registry: ${missing}\n`);
const describeReal = missing === undefined ? describe : describe.skip;

const outbound = new OutboundClient(new OutboundAccess({ allowed: ['127.0.0.0/8'], ownStores: [] }));
let registry: ImageRegistry;

interface Read {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

const read = (image: string, { signal = AbortSignal.timeout(20_000), onProgress = () => undefined }: Read = {}) =>
  readImageContents(new RegistryClient(outbound), partsOfReference(`${registry.host}/${image}`), {
    ...{ platform: 'linux/amd64', signal, onProgress },
  });

const said = async (image: string): Promise<string[]> => {
  const { packages, source } = await read(image);
  return [
    source,
    ...packages.map(({ manager, name, version, layer }) => `${manager} ${name} ${version} ${layer ?? ''}`.trim()),
  ];
};

const status = (...packages: readonly string[]) => ({
  'var/lib/dpkg/status': packages.map((one) => `Package: ${one.replace(' ', '\nVersion: ')}\n`).join('\n'),
});

beforeAll(async () => {
  if (missing === undefined) registry = await startImageRegistry();
});
afterAll(async () => {
  await outbound.close();
  if (missing === undefined) await registry.close();
});

describeReal('an image of a real registry', () => {
  test('has what its layers have, each package from the layer that brought it', async () => {
    const layers = [
      await layerOf(status('bash 5', 'curl 7')),
      await layerOf({ 'opt/conda/conda-meta/numpy-2.1.3-py312_0.json': '{}' }),
      await layerOf({ ...status('bash 5', 'curl 8'), 'opt/conda/conda-meta/.wh.numpy-2.1.3-py312_0.json': '' }),
    ];
    const pushed = await pushLayers(registry, { repository: 'lab/layers', layers });
    expect(await said(`lab/layers@${pushed.digest}`)).toEqual([
      ...['layers', `dpkg bash 5 ${pushed.layers[0]}`, `dpkg curl 8 ${pushed.layers[2]}`],
    ]);
    const progress: Progress[] = [];
    await read('lab/layers', { onProgress: (one) => void progress.push(one) });
    const totalBytes = layers.reduce((sum, { length }) => sum + length, 0);
    expect([progress[0], progress.at(-1)]).toEqual([
      ...[
        { doneBytes: 0, totalBytes },
        { doneBytes: totalBytes, totalBytes },
      ],
    ]);
  });

  test('has what its builder attests: SPDX first, else CycloneDX', async () => {
    const layers = [await layerOf(status('bash 5'))];
    const url = (name: string) => `pkg:deb/debian/${name}@1`;
    const spdx = { packages: [{ externalRefs: [{ referenceType: 'purl', referenceLocator: url('spdx') }] }] };
    const cycloneDx = { components: [{ purl: url('cyclonedx') }] };
    const types = { spdx: 'https://spdx.dev/Document', cycloneDx: 'https://cyclonedx.org/bom' };
    const both = { [types.cycloneDx]: cycloneDx, [types.spdx]: spdx, 'https://slsa.dev/provenance/v1': {} };
    await pushLayers(registry, { repository: 'lab/both', layers, attested: both });
    expect(await said('lab/both')).toEqual(['sbom', 'dpkg spdx 1']);
    await pushLayers(registry, { repository: 'lab/one', layers, attested: { [types.cycloneDx]: cycloneDx } });
    expect(await said('lab/one')).toEqual(['sbom', 'dpkg cyclonedx 1']);
  });

  test('has what is attested first where its builder says what its stages had, too', async () => {
    const layers = [await layerOf(status('bash 5'))];
    const spdx = (name: string) => ({
      packages: [{ externalRefs: [{ referenceType: 'purl', referenceLocator: `pkg:deb/debian/${name}@1` }] }],
    });
    const attested = { 'https://spdx.dev/Document': [spdx('bash'), spdx('gcc')] };
    await pushLayers(registry, { repository: 'lab/stages', layers, attested });
    expect(await said('lab/stages')).toEqual(['sbom', 'dpkg bash 1']);
  });

  test.each<[string, object]>([
    ['says nothing', { 'https://spdx.dev/Document': { packages: [] } }],
    ['is none', { 'https://spdx.dev/Document': { packages: 'none' } }],
    ['is of something else', { 'https://slsa.dev/provenance/v1': {} }],
  ])('has what its layers have where what is attested %s', async (_, attested) => {
    const layers = [await layerOf(status('bash 5'))];
    await pushLayers(registry, { repository: 'lab/attested', layers, attested: attested as Record<string, object> });
    expect((await said('lab/attested'))[0]).toBe('layers');
  });

  test('is not there, or of another platform', async () => {
    await expect(read('lab/nothing')).rejects.toMatchObject({ code: 'image-not-found' });
    const layers = [await layerOf({})];
    await pushLayers(registry, { repository: 'lab/arm', layers, architecture: 'arm64', attested: {} });
    await expect(read('lab/arm')).rejects.toMatchObject({ code: 'platform-missing' });
  });

  test('is not that of another platform which its index lists without one', async () => {
    await pushIndex(registry, { repository: 'lab/unnamed', architectures: [], unnamed: ['arm64'] });
    await expect(read('lab/unnamed')).rejects.toMatchObject({ code: 'platform-missing' });
  });

  test('has a layer that is none', async () => {
    await pushLayers(registry, { repository: 'lab/broken', layers: [Buffer.alloc(2_000, 'text')] });
    await expect(read('lab/broken')).rejects.toMatchObject({ name: 'UnreadableImageError' });
  });

  test('is read no longer than somebody waits', async () => {
    const large = await layerOf({ large: randomBytes(2_000_000).toString('hex') });
    await pushLayers(registry, { repository: 'lab/large', layers: [large] });
    const ending = new AbortController();
    const onProgress = ({ doneBytes }: Progress): void => {
      if (doneBytes > 0) ending.abort(new RangeError('nobody waits'));
    };
    await expect(read('lab/large', { signal: ending.signal, onProgress })).rejects.toThrow('nobody waits');
  });
});

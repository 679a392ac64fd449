import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partsOfReference, RegistryClient } from '#libs/image-registry';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { whyNoRegistry } from '../../../test/support/image-registry/find-docker-registry.js';
import { type ImageRegistry, startImageRegistry } from '../../../test/support/image-registry/image-registry.js';
import { pushLayers } from '../../../test/support/image-registry/push-layers.js';
import type { ImageContents } from './image-contents.js';
import type { InstalledPackage } from './installed-package.js';
import { readImageContents } from './read-image-contents.js';

/** As tools/image-contents/build.sh makes it, and the program of tools/syft. */
const { REAL_IMAGE: image = '', SYFT: syft = '' } = process.env;
const missing = whyNoRegistry() ?? (image === '' ? 'REAL_IMAGE names none' : undefined);
if (missing !== undefined) process.stdout.write(`SKIPPED: what is in an image of real packages: ${missing}\n`);
else if (syft === '') process.stdout.write('SKIPPED: what syft finds in it: SYFT names no program\n');
const describeReal = missing === undefined ? describe : describe.skip;
const describeSyft = missing === undefined && syft !== '' ? describe : describe.skip;

interface Found {
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly locations: readonly { readonly path: string; readonly layerID: string }[];
}

const outbound = new OutboundClient(new OutboundAccess({ allowed: ['127.0.0.0/8'], ownStores: [] }));
let registry: ImageRegistry;
let layers: readonly Buffer[];
let digests: readonly string[];
let contents: ImageContents;

const blobOf = (digest: string): string => join(image, 'oci/blobs', digest.replace(':', '/'));
const json = async <T>(file: string): Promise<T> => JSON.parse(await readFile(file, 'utf8')) as T;
interface Described {
  readonly digest: string;
}
const manifest = async () => {
  const { manifests } = await json<{ manifests: readonly Described[] }>(join(image, 'oci/index.json'));
  return json<{ config: Described; layers: readonly Described[] }>(blobOf(manifests[0]?.digest ?? ''));
};

const read = (repository: string): Promise<ImageContents> =>
  readImageContents(new RegistryClient(outbound), partsOfReference(`${registry.host}/${repository}`), {
    ...{ platform: 'linux/amd64', signal: AbortSignal.timeout(120_000), onProgress: () => undefined },
  });

const of = (manager: string): readonly InstalledPackage[] => contents.packages.filter((one) => one.manager === manager);
const wordsOf = (packages: readonly { readonly name: string; readonly version: string }[]): string[] =>
  packages.map(({ name, version }) => `${name} ${version}`).sort();
/** What the image itself says. */
const itSays = (...files: readonly string[]): string[] =>
  files.flatMap((file) => readFileSync(join(image, file), 'utf8').trim().split('\n')).sort();

const scan = async (format: string): Promise<string> => {
  const env = { ...process.env, SYFT_CHECK_FOR_APP_UPDATE: 'false' };
  const options = { env, maxBuffer: 256 * 1024 * 1024 };
  return (await promisify(execFile)(syft, ['scan', `oci-dir:${join(image, 'oci')}`, '-o', format], options)).stdout;
};

beforeAll(async () => {
  if (missing !== undefined) return;
  registry = await startImageRegistry();
  layers = await Promise.all((await manifest()).layers.map(({ digest }) => readFile(blobOf(digest))));
  digests = (await pushLayers(registry, { repository: 'real/layers', layers })).layers;
  contents = await read('real/layers');
}, 180_000);
afterAll(async () => {
  await outbound.close();
  if (missing === undefined) await registry.close();
});

describeReal('an image of real packages', () => {
  test.each([
    ['dpkg', ['dpkg']],
    ['pip', ['pip', 'python']],
    ['r', ['r']],
    ['npm', ['npm']],
  ])('has what %s lists in it, all of it and nothing else', (manager, files) => {
    expect(wordsOf(of(manager))).toEqual(itSays(...files));
  });

  test('has each from the layer that brought it in its version', () => {
    const layerOf = (manager: string, name: string): number =>
      digests.indexOf(of(manager).find((one) => one.name === name)?.layer ?? '');
    const [base, system, , venv, upgrade] = digests.keys();
    expect(['bash', 'python3'].map((name) => layerOf('dpkg', name))).toEqual([base, system]);
    expect(['pandas', 'numpy', 'requests'].map((name) => layerOf('pip', name))).toEqual([venv, upgrade, upgrade]);
    expect(wordsOf(contents.packages).filter((one) => /^(tzdata 202\d\.\d$|curl )/.test(one))).toEqual([]);
  });
});

describeSyft('the same image, as syft sees it', () => {
  let found: readonly Found[];
  const managers: Readonly<Record<string, string>> = { deb: 'dpkg', python: 'pip', 'R-package': 'r', npm: 'npm' };
  /** As PyPI does not tell names apart, and syft writes them. */
  const keyOf = (manager: string, name: string, version: string): string =>
    `${manager} ${manager === 'pip' ? name.toLowerCase().replaceAll(/[-_.]+/g, '-') : name} ${version}`;
  const ours = (packages: readonly InstalledPackage[]): string[] =>
    packages.map(({ manager, name, version }) => keyOf(manager, name, version)).sort();

  /** What syft lists and we do not, and why. */
  const explained: readonly (readonly [why: string, is: (one: Found) => boolean])[] = [
    ['programs that no manager installed', ({ type }) => type === 'binary'],
    [
      'what a global npm package is made of',
      ({ type, locations }) =>
        type === 'npm' &&
        locations.every(({ path }) => !/^\/usr\/local\/lib\/node_modules\/[^/]+\/package\.json$/.test(path)),
    ],
    [
      'translations: R does not list it, since it was never built',
      ({ type, name }) => type === 'R-package' && name === 'translations',
    ],
  ];
  const isExplained = (one: Found): boolean => explained.some(([, is]) => is(one));

  beforeAll(async () => {
    found = JSON.parse(await scan('syft-json')).artifacts;
  }, 180_000);

  test('has the same packages, but for what is explained', () => {
    const theirs = found.filter((one) => !isExplained(one));
    expect(theirs.map(({ type, name, version }) => keyOf(managers[type] ?? type, name, version)).sort()).toEqual(
      ours(contents.packages),
    );
    for (const [why, is] of explained) process.stdout.write(`syft only: ${found.filter(is).length}: ${why}\n`);
    expect(explained.filter(([, is]) => !found.some(is))).toEqual([]);
  });

  test('has Python’s from the same layers', async () => {
    const { config } = await manifest();
    const { rootfs } = await json<{ rootfs: { diff_ids: readonly string[] } }>(blobOf(config.digest));
    const theirs = found.filter(({ type }) => type === 'python');
    const layersOf = theirs.map(({ name, version, locations: [first] }) => [
      ...[keyOf('pip', name, version), digests[rootfs.diff_ids.indexOf(first?.layerID ?? '')]],
    ]);
    expect(Object.fromEntries(layersOf)).toEqual(
      Object.fromEntries(of('pip').map(({ name, version, layer }) => [keyOf('pip', name, version), layer])),
    );
  });

  test.each([
    ['SPDX', 'spdx-json', 'https://spdx.dev/Document'],
    ['CycloneDX', 'cyclonedx-json', 'https://cyclonedx.org/bom'],
  ])(
    'has the same packages by its %s, attested beside it',
    async (_, format, type) => {
      const attested = { [type]: JSON.parse(await scan(format)) };
      await pushLayers(registry, { repository: 'real/attested', layers: layers.slice(0, 1), attested });
      const { source, packages } = await read('real/attested');
      const known = new Set(ours(packages));
      expect(source).toBe('sbom');
      expect(ours(contents.packages).filter((one) => !known.has(one))).toEqual([]);
    },
    180_000,
  );
});

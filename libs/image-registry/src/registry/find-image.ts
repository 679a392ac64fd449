import type { ImageReferenceParts } from '../image-reference.js';
import { configFileOf } from './config-file-of.js';
import {
  type ConfigFile,
  configTypes,
  type Descriptor,
  type Index,
  indexSchema,
  indexTypes,
  manifestSchema,
  manifestTypes,
} from './manifest.js';
import { parseContent } from './parse-content.js';
import { platformMissing } from './platform-missing.js';
import { isForPlatform, platformName } from './platform-name.js';
import type { Content, RegistryClient } from './registry-client.js';
import { RegistryError } from './registry-error.js';

/** Where the parts of an image are. */
export interface FoundImage {
  /** To what the reference leads: of the index where there is one. */
  readonly digest: string;
  /** That an index names, e.g. `linux/amd64`; empty: it names none, or there is no index. */
  readonly platforms: readonly string[];
  readonly config: Descriptor;
  /** Where it was read to find the image. */
  readonly file?: ConfigFile | undefined;
  /** The lowest first. */
  readonly layers: readonly Descriptor[];
  /** Digest of the manifest of what its builder attests, as buildkit writes it. */
  readonly attestation: string | undefined;
}

export interface AskedPlatform {
  /** As `docker pull --platform` takes it. */
  readonly platform: string;
  readonly signal: AbortSignal;
}

/** Two requests each: more are not worth the time of whoever waits. */
const MAX_UNNAMED = 10;

/** Without what is stored beside images: attestations have the platform unknown/unknown. */
const imagesIn = ({ manifests }: Index) =>
  manifests.flatMap(({ digest, platform }) =>
    platform === undefined || platform.os === 'unknown' ? [] : [{ digest, platform: platformName(platform) }],
  );

/** https://docs.docker.com/build/metadata/attestations/attestation-storage/ */
const attestationOf = (digest: string, { manifests }: Index): string | undefined =>
  manifests.find(
    ({ annotations }) =>
      annotations?.['vnd.docker.reference.type'] === 'attestation-manifest' &&
      annotations['vnd.docker.reference.digest'] === digest,
  )?.digest;

const noContainer = (mediaType: string | undefined): RegistryError =>
  new RegistryError(
    'not-an-image',
    `What is there is of the type ${mediaType === undefined || mediaType === '' ? 'unknown' : mediaType}, which no container is made of.`,
  );

type Parts = Pick<FoundImage, 'config' | 'file' | 'layers'>;

const partsIn = (manifest: Content): Parts => {
  if (!manifestTypes.has(manifest.mediaType)) throw noContainer(manifest.mediaType);
  const { config, layers } = parseContent(manifestSchema, manifest, 'manifest');
  if (!configTypes.has(config.mediaType)) throw noContainer(config.mediaType);
  return { config, layers };
};

/** The parts of the one for the platform, and the digest of its manifest. */
type Chosen = Parts & { readonly chosen: string };

/** One that is listed without a platform may be for any, as containerd and Podman take it: its configuration says for which. */
const chooseUnnamed = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  { manifests }: Index,
  { platform: wanted, signal }: AskedPlatform,
): Promise<Chosen> => {
  const others: string[] = [];
  for (const { digest: chosen } of manifests.filter(({ platform }) => platform === undefined).slice(0, MAX_UNNAMED)) {
    const parts = partsIn(await registry.manifest({ ...image, digest: chosen }, signal));
    const file = await configFileOf(registry, image, parts.config, signal);
    const own = platformName(file);
    if (isForPlatform(own, wanted)) return { ...parts, file, chosen };
    others.push(own);
  }
  const named = imagesIn({ manifests }).map(({ platform }) => platform);
  throw platformMissing(wanted, [...new Set([...named, ...others])]);
};

const choose = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  index: Index,
  asked: AskedPlatform,
): Promise<Chosen> => {
  const listed = imagesIn(index);
  // where there is one for newer processors as well, a machine of which nothing more is said does not take that
  const named =
    listed.find(({ platform }) => platform === asked.platform) ??
    listed.find(({ platform }) => isForPlatform(platform, asked.platform));
  if (named === undefined) return chooseUnnamed(registry, image, index, asked);
  const { digest: chosen } = named;
  return { ...partsIn(await registry.manifest({ ...image, digest: chosen }, asked.signal)), chosen };
};

/** Asks for index and manifest, and for configurations where the index does not say the platform. Rejects with `RegistryError`. */
export const findImage = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  asked: AskedPlatform,
): Promise<FoundImage> => {
  const found = await registry.manifest(image, asked.signal);
  const { digest } = found;
  if (!indexTypes.has(found.mediaType)) return { digest, platforms: [], attestation: undefined, ...partsIn(found) };
  const index = parseContent(indexSchema, found, 'index');
  const { chosen, ...parts } = await choose(registry, image, index, asked);
  const platforms = imagesIn(index).map(({ platform }) => platform);
  return { digest, platforms, attestation: attestationOf(chosen, index), ...parts };
};

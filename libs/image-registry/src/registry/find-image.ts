import type { ImageReferenceParts } from '../image-reference.js';
import {
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

type Sought = Pick<FoundImage, 'digest' | 'platforms' | 'attestation'> & { readonly manifest: Content };

/** The manifest for the platform, through the index where there is one. */
const seek = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  { platform: wanted, signal }: AskedPlatform,
): Promise<Sought> => {
  const found = await registry.manifest(image, signal);
  const { digest } = found;
  if (!indexTypes.has(found.mediaType)) return { digest, platforms: [], attestation: undefined, manifest: found };
  const index = parseContent(indexSchema, found, 'index');
  const listed = imagesIn(index);
  const platforms = listed.map(({ platform }) => platform);
  // where there is one for newer processors as well, a machine of which nothing more is said does not take that;
  // one without a platform may be for any, as containerd and Podman take it: its configuration says for which
  const chosen =
    listed.find(({ platform }) => platform === wanted) ??
    listed.find(({ platform }) => isForPlatform(platform, wanted)) ??
    index.manifests.find(({ platform }) => platform === undefined);
  if (chosen === undefined) throw platformMissing(wanted, platforms);
  const manifest = await registry.manifest({ ...image, digest: chosen.digest }, signal);
  return { digest, platforms, attestation: attestationOf(chosen.digest, index), manifest };
};

/** Asks for index and manifest. Rejects with `RegistryError`. */
export const findImage = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  asked: AskedPlatform,
): Promise<FoundImage> => {
  const { manifest, ...found } = await seek(registry, image, asked);
  if (!manifestTypes.has(manifest.mediaType)) throw noContainer(manifest.mediaType);
  const { config, layers } = parseContent(manifestSchema, manifest, 'manifest');
  if (!configTypes.has(config.mediaType)) throw noContainer(config.mediaType);
  return { ...found, config, layers };
};

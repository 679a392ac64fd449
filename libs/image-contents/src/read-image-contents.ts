import { attestationsIn, findImage, type ImageReferenceParts, type RegistryClient } from '#libs/image-registry';
import type { ImageContents } from './image-contents.js';
import { readLayers } from './layers/read-layers.js';
import { sbomPackages, sbomTypes } from './sbom/sbom-packages.js';

export interface Progress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

interface Asked {
  /** As `docker pull --platform` takes it. */
  readonly platform: string;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Parsed as a whole: of a larger one the layers are read. */
const MAX_SBOM_BYTES = 16 * 1024 * 1024;

const whole = async (pieces: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const piece of pieces) chunks.push(piece);
  return Buffer.concat(chunks);
};

/** Undefined: there is none of a form that is read here, or it names nothing. */
const attested = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  signal: AbortSignal,
): Promise<ImageContents | undefined> => {
  const attestations = await attestationsIn(registry, image, signal);
  for (const type of sbomTypes) {
    const sbom = attestations.get(type);
    if (sbom === undefined || sbom.size > MAX_SBOM_BYTES) continue;
    const packages = sbomPackages(type, await whole(registry.stream(image, sbom, signal)));
    if (packages.length > 0) return { source: 'sbom', packages, unread: [] };
  }
  return undefined;
};

/** Rejects with `RegistryError`, or with `UnreadableImageError`. */
export const readImageContents = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  { platform, onProgress, signal }: Asked,
): Promise<ImageContents> => {
  const { layers, attestation } = await findImage(registry, image, { platform, signal });
  const totalBytes = layers.reduce((sum, { size }) => sum + size, 0);
  onProgress({ doneBytes: 0, totalBytes });
  if (attestation !== undefined) {
    // one that cannot be had or read says nothing of the layers, which can be
    const found = await attested(registry, { ...image, digest: attestation }, signal).catch(() => undefined);
    signal.throwIfAborted();
    if (found !== undefined) return found;
  }
  const found = await readLayers(layers, {
    open: (layer) => registry.stream(image, layer, signal),
    onProgress: (doneBytes) => onProgress({ doneBytes, totalBytes }),
    signal,
  });
  return { source: 'layers', ...found };
};

import type { ImageReferenceParts } from '../image-reference.js';
import { type Descriptor, manifestSchema } from './manifest.js';
import { parseContent } from './parse-content.js';
import type { RegistryClient } from './registry-client.js';

/**
 * What an image's builder attests: each by the type of its predicate, e.g. `https://spdx.dev/Document`. Of several of a type the first is
 * of the image; buildkit puts those of its stages and of its context behind it. Rejects with `RegistryError`.
 */
export const attestationsIn = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Descriptor>> => {
  const { layers } = parseContent(manifestSchema, await registry.manifest(image, signal), 'attestation');
  return new Map(layers.toReversed().map((layer) => [layer.annotations?.['in-toto.io/predicate-type'] ?? '', layer]));
};

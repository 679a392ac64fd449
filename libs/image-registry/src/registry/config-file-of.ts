import type { ImageReferenceParts } from '../image-reference.js';
import { type ConfigFile, configSchema, type Descriptor } from './manifest.js';
import { parseContent } from './parse-content.js';
import type { RegistryClient } from './registry-client.js';

/** What an image says of itself. Rejects with `RegistryError`. */
export const configFileOf = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  { digest }: Descriptor,
  signal: AbortSignal,
): Promise<ConfigFile> => parseContent(configSchema, await registry.blob(image, digest, signal), 'configuration');

import type { ImageReferenceParts } from '../image-reference.js';
import type { ImageConfig } from '../image-run.js';
import { configFileOf } from './config-file-of.js';
import { type AskedPlatform, findImage } from './find-image.js';
import { type ConfigFile, sizeOf } from './manifest.js';
import { platformMissing } from './platform-missing.js';
import { isForPlatform, platformName } from './platform-name.js';
import type { RegistryClient } from './registry-client.js';

/** What a registry says of an image, for one platform. */
export interface InspectedImage extends ImageConfig {
  /** To what the reference leads: of the index where there is one. What a session is pinned to. */
  readonly digest: string;
  /** e.g. `linux/amd64`: all that there are. */
  readonly platforms: readonly string[];
  /** Empty: the image does not say. */
  readonly workingDir: string;
  readonly labels: Readonly<Record<string, string>>;
  /** RFC 3339; undefined where the image does not say, or says the beginning of time, as reproducible builds do. */
  readonly createdAt: string | undefined;
  /** Compressed, as it is pulled. */
  readonly sizeBytes: number;
}

/** Asks the registry for the image's index, manifest and configuration. Rejects with `RegistryError`. */
export const inspectImage = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  asked: AskedPlatform,
): Promise<InspectedImage> => {
  const { digest, platforms, config, layers, ...found } = await findImage(registry, image, asked);
  const file = found.file ?? (await configFileOf(registry, image, config, asked.signal));
  const own = platformName(file);
  if (!isForPlatform(own, asked.platform)) {
    // what an index says of this very one is not so
    const others = platforms.filter((platform) => !isForPlatform(platform, asked.platform));
    throw platformMissing(asked.platform, [...new Set([...others, own])]);
  }
  const sizeBytes = sizeOf(layers);
  const isListed = platforms.some((platform) => isForPlatform(platform, own));
  return { digest, platforms: isListed ? platforms : [...platforms, own], sizeBytes, ...saidIn(file) };
};

/** As RFC 3339 has it, whose years have four digits. Buildpacks say the first second of 1980. */
const timeIn = (created: string): string | undefined => {
  const time = Date.parse(created);
  return time > Date.UTC(1980, 1) && time < Date.UTC(10_000, 0) ? new Date(time).toISOString() : undefined;
};

const saidIn = ({ created, config }: ConfigFile): Omit<InspectedImage, 'digest' | 'platforms' | 'sizeBytes'> => ({
  entrypoint: config.Entrypoint,
  command: config.Cmd,
  user: config.User,
  exposedPorts: config.ExposedPorts,
  workingDir: config.WorkingDir,
  labels: config.Labels,
  createdAt: timeIn(created),
});

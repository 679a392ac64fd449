import type { z } from 'zod';
import type { ImageReferenceParts } from '../image-reference.js';
import type { ImageConfig } from '../image-run.js';
import { jsonIn } from './json-in.js';
import {
  type ConfigFile,
  configSchema,
  configTypes,
  type Index,
  indexSchema,
  indexTypes,
  manifestSchema,
  manifestTypes,
  sizeOf,
} from './manifest.js';
import { platformName } from './platform-name.js';
import type { Content, RegistryClient } from './registry-client.js';
import { RegistryError } from './registry-error.js';

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

interface Asked {
  /** As `docker pull --platform` takes it. */
  readonly platform: string;
  readonly signal: AbortSignal;
}

/** Where it is wrong, and how; a place has names in it that the image chose. */
const wrongIn = ({ issues: [first] }: z.ZodError): string =>
  `${first?.path.join('.').slice(0, 100) || 'all of it'} (${first?.message})`;

const parsed = <T extends z.ZodType>(schema: T, { body }: Content, what: string): z.infer<T> => {
  const found = schema.safeParse(jsonIn(body));
  if (found.success) return found.data;
  const words = `Its ${what} is not as the OCI image specification has it, or larger than is read here: ${wrongIn(found.error)}.`;
  throw new RegistryError('not-an-image', words, { cause: found.error });
};

/** Without what is stored beside images: attestations have the platform unknown/unknown. */
const imagesIn = ({ manifests }: Index) =>
  manifests.flatMap(({ digest, platform }) =>
    platform === undefined || platform.os === 'unknown' ? [] : [{ digest, platform: platformName(platform) }],
  );

/** `linux/arm64` is meant where `linux/arm64/v8` is said, and the other way round. */
const isFor = (platform: string, wanted: string): boolean =>
  platform === wanted || platform.startsWith(`${wanted}/`) || wanted.startsWith(`${platform}/`);

const missing = (wanted: string, platforms: readonly string[]): RegistryError =>
  new RegistryError(
    'platform-missing',
    `It is built for ${platforms.join(', ') || 'no platform'} and not for ${wanted}: build it for ${wanted} as well.`,
  );

const noContainer = (mediaType: string | undefined): RegistryError =>
  new RegistryError(
    'not-an-image',
    `What is there is of the type ${mediaType === undefined || mediaType === '' ? 'unknown' : mediaType}, which no container is made of.`,
  );

type Sought = Pick<InspectedImage, 'digest' | 'platforms'> & { readonly manifest: Content };

/** The manifest for the platform, through the index where there is one. */
const seek = async (registry: RegistryClient, image: ImageReferenceParts, asked: Asked): Promise<Sought> => {
  const found = await registry.manifest(image, asked.signal);
  const { digest } = found;
  if (!indexTypes.has(found.mediaType)) return { digest, platforms: [], manifest: found };
  const listed = imagesIn(parsed(indexSchema, found, 'index'));
  const platforms = listed.map(({ platform }) => platform);
  const chosen = listed.find(({ platform }) => isFor(platform, asked.platform));
  if (chosen === undefined) throw missing(asked.platform, platforms);
  return { digest, platforms, manifest: await registry.manifest({ ...image, digest: chosen.digest }, asked.signal) };
};

/** Asks the registry for the image's index, manifest and configuration. Rejects with `RegistryError`. */
export const inspectImage = async (
  registry: RegistryClient,
  image: ImageReferenceParts,
  asked: Asked,
): Promise<InspectedImage> => {
  const { digest, platforms, manifest } = await seek(registry, image, asked);
  if (!manifestTypes.has(manifest.mediaType)) throw noContainer(manifest.mediaType);
  const { config, layers } = parsed(manifestSchema, manifest, 'manifest');
  if (!configTypes.has(config.mediaType)) throw noContainer(config.mediaType);
  const file = parsed(configSchema, await registry.blob(image, config.digest, asked.signal), 'configuration');
  const own = platformName(file);
  if (!isFor(own, asked.platform)) throw missing(asked.platform, [own]);
  const sizeBytes = sizeOf(layers);
  return { digest, platforms: platforms.length > 0 ? platforms : [own], sizeBytes, ...saidIn(file) };
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

import { z } from 'zod';
import { digestPattern } from '../image-reference.js';

const digest = z.string().regex(digestPattern);

const descriptor = z.object({
  mediaType: z.string().default(''),
  digest,
  size: z.number().nonnegative(),
});

const platform = z.object({ os: z.string(), architecture: z.string(), variant: z.string().optional() });

export const indexSchema = z.object({
  manifests: z.array(descriptor.extend({ platform: platform.optional() })).max(1_000),
});

export const manifestSchema = z.object({
  config: descriptor,
  layers: z.array(descriptor).max(1_000),
});

/** Docker writes null for what is not said. */
const orElse = <T extends z.ZodType>(type: T, otherwise: z.infer<T>) =>
  type.nullish().transform((said): z.infer<T> => said ?? otherwise);

const words = orElse(z.array(z.string()), []);
const word = orElse(z.string(), '');
const config = z.object({
  User: word,
  Entrypoint: words,
  Cmd: words,
  WorkingDir: word,
  ExposedPorts: orElse(z.record(z.string(), z.unknown()), {}),
  Labels: orElse(z.record(z.string(), z.string()), {}),
});

/** An image's configuration, of the OCI image specification and of Docker. */
export const configSchema = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().nullish(),
  created: word,
  config: orElse(config, config.parse({})),
});

export type Index = z.infer<typeof indexSchema>;
export type ConfigFile = z.infer<typeof configSchema>;

const docker = 'application/vnd.docker.distribution.manifest';
const oci = 'application/vnd.oci.image';

/** Of manifests for several platforms. */
export const indexTypes: ReadonlySet<string> = new Set([`${oci}.index.v1+json`, `${docker}.list.v2+json`]);

export const manifestTypes: ReadonlySet<string> = new Set([`${oci}.manifest.v1+json`, `${docker}.v2+json`]);

/** A Helm chart or a signature has another one. */
export const configTypes: ReadonlySet<string> = new Set([
  `${oci}.config.v1+json`,
  'application/vnd.docker.container.image.v1+json',
]);

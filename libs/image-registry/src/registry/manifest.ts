import { z } from 'zod';
import { digestPattern } from '../image-reference.js';

const digest = z.string().regex(digestPattern);

/** Registries are anybody's. Beyond what follows nothing is taken for an image: what is taken is kept, and shown. */
const MAX_MANIFESTS = 100;
const MAX_LAYERS = 1_000;
const MAX_WORDS = 100;
/** A whole script fits, as `sh -c` takes it. */
const MAX_WORD_LENGTH = 4_000;
const MAX_LABELS_LENGTH = 64 * 1024;

const text = z.string().max(MAX_WORD_LENGTH);

const descriptor = z.object({
  mediaType: text.default(''),
  digest,
  size: z.int().nonnegative(),
});

const platform = z.object({ os: text, architecture: text, variant: text.optional() });

/** They change nothing of how an image is run: what is not as it should be is none. */
const annotations = z.record(z.string(), z.string()).optional().catch(undefined);

export const indexSchema = z.object({
  manifests: z.array(descriptor.extend({ platform: platform.optional(), annotations })).max(MAX_MANIFESTS),
});

export const manifestSchema = z.object({
  config: descriptor,
  layers: z
    .array(descriptor.extend({ annotations }))
    .max(MAX_LAYERS)
    .refine((layers) => Number.isSafeInteger(sizeOf(layers)), 'Too large in all'),
});

/** In bytes. */
export const sizeOf = (layers: readonly { readonly size: number }[]): number =>
  layers.reduce((sum, { size }) => sum + size, 0);

/** Docker writes null for what is not said. */
const orElse = <T extends z.ZodType>(type: T, otherwise: z.infer<T>) =>
  type.nullish().transform((said): z.infer<T> => said ?? otherwise);

type Labels = Readonly<Record<string, string>>;

/** Labels change nothing of how an image is run: one that does not fit is left out rather than the image refused. */
const fitting = (labels: Labels): Labels => {
  let left = MAX_LABELS_LENGTH;
  const fits = ([name, value]: [string, string]): boolean => {
    const length = name.length + value.length;
    if (length > left) return false;
    left -= length;
    return true;
  };
  return Object.fromEntries(Object.entries(labels).filter(fits));
};

const words = orElse(z.array(text).max(MAX_WORDS), []);
const word = orElse(text, '');
const ports = z
  .record(text, z.unknown())
  .transform((said) => Object.keys(said))
  .pipe(z.array(z.string()).max(MAX_WORDS));
const config = z.object({
  User: word,
  Entrypoint: words,
  Cmd: words,
  WorkingDir: word,
  ExposedPorts: orElse(ports, []),
  Labels: orElse(z.record(z.string(), z.string()).transform(fitting), {}),
});

/** An image's configuration, of the OCI image specification and of Docker. */
export const configSchema = z.object({
  os: text,
  architecture: text,
  variant: text.nullish(),
  created: word,
  config: orElse(config, config.parse({})),
});

export type Descriptor = z.infer<typeof manifestSchema>['layers'][number];
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

import { z } from 'zod';

/** An image as its registry knows it: `host/path`, and a tag, a digest, or both. */
export interface ImageReference {
  /** e.g. `docker.io/library/python:3.11`: what a person reads. Without the digest. */
  readonly reference: string;
  /** e.g. `sha256:…`: what is really run. Undefined until it was resolved. */
  readonly digest?: string | undefined;
}

// The grammar of distribution/reference (the registry's own specification), docker's default host and tag included.
const host =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d{1,5})?$/;
const path = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const tagPattern = /^\w[\w.-]{0,127}$/;
export const digestPattern = /^sha256:[0-9a-f]{64}$/;

const hasPossiblePort = (registry: string): boolean => {
  const port = /:(\d+)$/.exec(registry)?.[1];
  return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
};

/** Whether the first part of a reference names a registry: by one word alone a repository of Docker Hub is meant. */
export const isRegistryHost = (part: string): boolean =>
  part.includes('.') || part.includes(':') || part === 'localhost';

/** The names of Docker's own, where an image of a single word is an official one. */
const dockers: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io']);

const withHost = (name: string): { registry: string; repository: string } => {
  const slash = name.indexOf('/');
  const isNamed = slash > 0 && isRegistryHost(name.slice(0, slash));
  const [registry, path] = isNamed ? [name.slice(0, slash), name.slice(slash + 1)] : ['docker.io', name];
  const isOfficial = dockers.has(registry) && !path.includes('/');
  return { registry, repository: isOfficial ? `library/${path}` : path };
};

const splitTag = (name: string): { name: string; tag: string | undefined } => {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/')
    ? { name: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { name, tag: undefined };
};

/** What a reference is made of, with docker's default host and without its default tag. */
export interface ImageReferenceParts {
  /** host[:port] */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Of a text that is an image reference. */
export const partsOfReference = (text: string): ImageReferenceParts => {
  const at = text.indexOf('@');
  const { name, tag } = splitTag(at < 0 ? text : text.slice(0, at));
  return { ...withHost(name), tag, digest: at < 0 ? undefined : text.slice(at + 1) };
};

const fits = ({ registry, repository, tag, digest }: ImageReferenceParts): boolean =>
  host.test(registry) &&
  hasPossiblePort(registry) &&
  path.test(repository) &&
  registry.length + repository.length < 255 &&
  (tag === undefined || tagPattern.test(tag)) &&
  (digest === undefined || digestPattern.test(digest));

/** Undefined where the text is no image reference. Says nothing of whether such an image exists. */
export const parseImageReference = (text: string): ImageReference | undefined => {
  const parts = partsOfReference(text);
  if (!fits(parts)) return undefined;
  const { registry, repository, digest } = parts;
  const tag = parts.tag ?? (digest === undefined ? 'latest' : undefined);
  return { reference: `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}`, digest };
};

const notAReference =
  'This is not an image reference. Write it as host/path:tag, e.g. quay.io/jupyter/scipy-notebook:2024-03-14.';

/** What a person types, as the reference it means. */
export const imageReferenceInput = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => parseImageReference(text) !== undefined, notAReference)
  .meta({
    description: 'A public image: host/path:tag or host/path@sha256:…',
    examples: ['quay.io/jupyter/scipy-notebook:2024-03-14'],
  });

/** An image as events and answers carry it. */
export const imageSchema = z
  .object({ reference: z.string(), digest: z.string().regex(digestPattern).optional() })
  .meta({ id: 'Image' });

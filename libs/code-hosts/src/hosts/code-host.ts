import { z } from 'zod';
import { isRegistryHost } from '#libs/image-registry';

const credentials = z.strictObject({ username: z.string().min(1).default('oauth2'), token: z.string().min(1) });

const isBase = (text: string): boolean => URL.canParse(text) && /^https?:\/\/[^?#@]+$/i.test(text);

/** Whoever knows it makes us look; of a signing token, its key: one that is no base64 is an empty key, by which anybody signs. */
const isLongSecret = (text: string): boolean =>
  text.length >= 16 && (!text.startsWith('whsec_') || Buffer.from(text.slice('whsec_'.length), 'base64').length >= 16);

/** Something of the commit or the branch, so that one image is told from the next. */
const tag = z
  .string()
  .regex(
    /^(?:[\w.-]|\{commit(?::[1-9]\d?)?\}|\{branch\})+$/,
    'is made of letters, digits, ".", "_", "-", {commit}, {commit:8} and {branch}',
  )
  .refine((text) => text.includes('{'), 'has to name the commit or the branch, e.g. {commit:8}');

/** A server of code repositories, and how the images are called that its pipelines build. What is not said is as GitLab has it. */
export const codeHostSchema = z.strictObject({
  /** With what the addresses of its repositories begin. */
  url: z
    .string()
    .refine(isBase, 'has to be an address like https://gitlab.example.org, without credentials')
    .transform((text) => new URL(text).href.replace(/\/+$/, '')),
  /** host[:port] */
  registry: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+(:\d{1,5})?$/, 'has to be host or host:port, without https://')
    .refine(
      isRegistryHost,
      'needs its port, as in registry:443, where its name is one word: by that alone Docker Hub is meant',
    ),
  /** In the registry; `{path}`: what follows the address of the host, in small letters, without `.git`. */
  image: z
    .string()
    .regex(/^(?:[a-z0-9._/-]|\{path\})+$/, 'is made of small letters, digits, ".", "_", "-", "/" and {path}')
    .refine((text) => text.includes('{path}'), 'has to contain {path}, or all repositories had the same images')
    .default('{path}'),
  tag: tag.default('{commit:8}'),
  /** With which we read the branches of repositories that are not public. */
  git: credentials.optional(),
  /** With which we read the registry, where images are not public. */
  pull: credentials.optional(),
  /** What its hooks, and those of its registry, prove that they know. */
  hookSecret: z
    .string()
    .refine(
      isLongSecret,
      'has to have 16 characters at least, and after whsec_ 16 bytes in base64: it proves who sends',
    )
    .optional(),
});

export type CodeHost = Readonly<z.infer<typeof codeHostSchema>>;
export type HostCredentials = Readonly<z.infer<typeof credentials>>;

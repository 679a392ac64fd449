import { createHash } from 'node:crypto';
import {
  AnswerTooLargeError,
  type OutboundAnswer,
  OutboundBusyError,
  type OutboundClient,
  UnreachableError,
} from '#libs/outbound';
import { digestPattern, type ImageReferenceParts } from '../image-reference.js';
import { indexTypes, manifestTypes } from './manifest.js';
import { registryEndpoint } from './registry-endpoint.js';
import { RegistryError } from './registry-error.js';
import { type CredentialsFor, RegistryTokens } from './registry-tokens.js';

/** What a registry holds by a tag or digest. */
export interface Content {
  readonly digest: string;
  readonly mediaType: string;
  readonly body: Buffer;
}

interface Asked {
  readonly path: string;
  readonly method?: 'GET' | 'HEAD';
  readonly accept?: string;
  readonly maxBytes?: number;
  readonly signal: AbortSignal;
}

const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const ACCEPT = [...indexTypes, ...manifestTypes].join(', ');

const nameOf = ({ registry, repository, tag, digest }: ImageReferenceParts): string =>
  `${registry}/${repository}${digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`}`;

const digestOf = (body: Buffer): string => `sha256:${createHash('sha256').update(body).digest('hex')}`;

const secondsIn = (retryAfter: string | undefined): number | undefined => {
  const seconds = Number(retryAfter);
  return retryAfter !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
};

const refusalOf = (image: ImageReferenceParts, answer: OutboundAnswer): RegistryError => {
  const [name, { registry }] = [nameOf(image), image];
  switch (answer.status) {
    case 401:
    case 403:
      return new RegistryError(
        'image-not-public',
        `${registry} does not let everybody pull ${name}, or has no such image: make it public, or check how it is written.`,
      );
    case 404:
      return new RegistryError(
        'image-not-found',
        `${registry} has no ${name}: check how its path and tag are written.`,
      );
    case 429:
      return new RegistryError('registry-busy', `${registry} is asked too often just now: try again later.`, {
        retryAfterSeconds: secondsIn(answer.header('retry-after')),
      });
    default:
      return answer.status >= 500
        ? unreachable(image, new Error(`${name}: status ${answer.status}`))
        : wrong(image, `status ${answer.status}`);
  }
};

const unreachable = ({ registry }: ImageReferenceParts, cause: unknown): RegistryError =>
  new RegistryError('registry-unreachable', `The registry ${registry} cannot be asked just now: try again later.`, {
    cause,
  });

const busy = (cause: unknown): RegistryError =>
  new RegistryError('registry-busy', 'Too much is asked just now: try again in a moment.', { cause });

/** It works, and what it holds there is of no use: the other images of a registry are not to be taken for unreachable. */
const wrong = ({ registry }: ImageReferenceParts, what: string): RegistryError =>
  new RegistryError('not-an-image', `The registry ${registry} does not answer as a registry does: ${what}.`);

/** Reads an OCI distribution registry (also Docker's of before), anonymously unless there are credentials. Rejects with `RegistryError`. */
export class RegistryClient {
  readonly #tokens: RegistryTokens;

  constructor(
    private readonly outbound: OutboundClient,
    credentialsFor: CredentialsFor = () => undefined,
  ) {
    this.#tokens = new RegistryTokens(outbound, credentialsFor);
  }

  /** To what the reference leads now. Asks by HEAD, which registries that count pulls do not count. */
  async digestOf(image: ImageReferenceParts, signal: AbortSignal): Promise<string> {
    const path = `/manifests/${image.digest ?? image.tag ?? 'latest'}`;
    const answer = await this.#ask(image, { path, method: 'HEAD', accept: ACCEPT, signal });
    const digest = answer.header('docker-content-digest') ?? '';
    return digestPattern.test(digest) ? digest : (await this.manifest(image, signal)).digest;
  }

  async manifest(image: ImageReferenceParts, signal: AbortSignal): Promise<Content> {
    const path = `/manifests/${image.digest ?? image.tag ?? 'latest'}`;
    const answer = await this.#ask(image, { path, accept: ACCEPT, maxBytes: MAX_MANIFEST_BYTES, signal });
    return this.#checked(image, answer, image.digest);
  }

  /** A blob that fits into memory, e.g. an image's configuration. */
  async blob(image: ImageReferenceParts, digest: string, signal: AbortSignal): Promise<Content> {
    const answer = await this.#ask(image, { path: `/blobs/${digest}`, maxBytes: MAX_MANIFEST_BYTES, signal });
    return this.#checked(image, answer, digest);
  }

  #checked(image: ImageReferenceParts, { body, header }: OutboundAnswer, expected: string | undefined): Content {
    const digest = digestOf(body);
    if (expected !== undefined && digest !== expected)
      throw wrong(image, `what it holds as ${expected} has the digest ${digest}`);
    const [mediaType = ''] = (header('content-type') ?? '').split(';');
    return { digest, mediaType: mediaType.trim(), body };
  }

  async #ask(image: ImageReferenceParts, asked: Asked): Promise<OutboundAnswer> {
    try {
      const answer = await this.#authorized(image, asked);
      if (answer.status === 200) return answer;
      throw refusalOf(image, answer);
    } catch (error) {
      if (error instanceof OutboundBusyError) throw busy(error);
      if (error instanceof UnreachableError) throw unreachable(image, error);
      if (error instanceof AnswerTooLargeError) throw wrong(image, error.message);
      throw error;
    }
  }

  async #authorized(image: ImageReferenceParts, { path, accept, ...request }: Asked): Promise<OutboundAnswer> {
    const endpoint = registryEndpoint(image);
    const send = (authorization: string | undefined): Promise<OutboundAnswer> =>
      this.outbound.request({
        ...request,
        url: `${endpoint}${path}`,
        headers: { ...(accept && { accept }), ...(authorization && { authorization }) },
      });
    const first = await send(this.#tokens.known(endpoint));
    const challenge = first.status === 401 ? first.header('www-authenticate') : undefined;
    if (challenge === undefined) return first;
    const authorization = await this.#tokens.answer(challenge, {
      registry: image.registry,
      endpoint,
      signal: request.signal,
    });
    return authorization === undefined ? first : send(authorization);
  }
}

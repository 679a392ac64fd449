import { createHash } from 'node:crypto';
import {
  AnswerTooLargeError,
  type OutboundAnswer,
  OutboundBusyError,
  type OutboundClient,
  type OutboundRequest,
  UnreachableError,
} from '#libs/outbound';
import { digestPattern, type ImageReferenceParts } from '../image-reference.js';
import { indexTypes, manifestTypes } from './manifest.js';
import { registryEndpoint } from './registry-endpoint.js';
import { RegistryError } from './registry-error.js';
import { refusalOf, silent, unreachable, wrong } from './registry-refusals.js';
import { type CredentialsFor, RegistryTokens } from './registry-tokens.js';

/** What a registry holds by a tag or digest. */
export interface Content {
  readonly digest: string;
  readonly mediaType: string;
  readonly body: Buffer;
}

/** A blob, as manifests name it. */
export interface BlobDescriptor {
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

type Answered = Pick<OutboundAnswer, 'url' | 'status' | 'header'>;
type Send<A extends Answered> = (request: OutboundRequest) => Promise<A>;

interface Asked {
  readonly path: string;
  readonly method?: 'GET' | 'HEAD';
  readonly accept?: string;
  readonly maxBytes?: number;
  readonly signal: AbortSignal;
}

const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const ACCEPT = [...indexTypes, ...manifestTypes].join(', ');

const differs = (image: ImageReferenceParts, expected: string, digest: string): RegistryError =>
  wrong(image, `what it holds as ${expected} has the digest ${digest}`);

const digestOf = (body: Buffer): string => `sha256:${createHash('sha256').update(body).digest('hex')}`;

const busy = (cause: unknown): RegistryError =>
  new RegistryError('registry-busy', 'Too much is asked just now: try again in a moment.', { cause });

/** What is no failure of asking is passed on. */
const failureOf = (image: ImageReferenceParts, error: unknown): unknown => {
  if (error instanceof OutboundBusyError) return busy(error);
  if (error instanceof UnreachableError) return unreachable(image, error);
  if (error instanceof DOMException && error.name === 'TimeoutError') return silent(image, error);
  return error instanceof AnswerTooLargeError ? wrong(image, error.message) : error;
};

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

  /** A blob of any size, e.g. a layer, as it comes. That it was the one that was meant is known at its end: rejects there otherwise. */
  async *stream(
    image: ImageReferenceParts,
    { digest, size }: BlobDescriptor,
    signal: AbortSignal,
  ): AsyncGenerator<Buffer> {
    const asked = { path: `/blobs/${digest}`, signal };
    const { body } = await this.#answered(image, asked, (request) => this.outbound.stream(request));
    const hash = createHash('sha256');
    let left = size;
    try {
      for await (const piece of body) {
        left -= piece.length;
        if (left < 0) throw wrong(image, `what it holds as ${digest} is larger than ${size} bytes`);
        hash.update(piece);
        yield piece;
      }
    } catch (error) {
      throw failureOf(image, error);
    }
    const found = `sha256:${hash.digest('hex')}`;
    if (found !== digest) throw differs(image, digest, found);
  }

  #checked(image: ImageReferenceParts, { body, header }: OutboundAnswer, expected: string | undefined): Content {
    const digest = digestOf(body);
    if (expected !== undefined && digest !== expected) throw differs(image, expected, digest);
    const [mediaType = ''] = (header('content-type') ?? '').split(';');
    return { digest, mediaType: mediaType.trim(), body };
  }

  async #ask(image: ImageReferenceParts, asked: Asked): Promise<OutboundAnswer> {
    return this.#answered(image, asked, (request) => this.outbound.request(request));
  }

  async #answered<A extends Answered>(image: ImageReferenceParts, asked: Asked, send: Send<A>): Promise<A> {
    try {
      const answer = await this.#authorized(image, asked, send);
      if (answer.status === 200) return answer;
      throw refusalOf(image, answer);
    } catch (error) {
      throw failureOf(image, error);
    }
  }

  async #authorized<A extends Answered>(image: ImageReferenceParts, asked: Asked, send: Send<A>): Promise<A> {
    const { path, accept, ...request } = asked;
    const endpoint = registryEndpoint(image);
    const sendAs = (authorization: string | undefined): Promise<A> =>
      send({
        ...request,
        url: `${endpoint}${path}`,
        headers: { ...(accept && { accept }), ...(authorization && { authorization }) },
      });
    const first = await sendAs(this.#tokens.known(endpoint));
    // to where the registry led, e.g. a storage of layers, nothing is proven
    const isItself = new URL(first.url).origin === new URL(endpoint).origin;
    const challenge = first.status === 401 && isItself ? first.header('www-authenticate') : undefined;
    if (challenge === undefined) return first;
    const authorization = await this.#tokens.answer(challenge, { image, endpoint, signal: request.signal });
    return authorization === undefined ? first : sendAs(authorization);
  }
}

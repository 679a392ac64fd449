import { AnswerTooLargeError } from './answer-too-large-error.js';
import { type Connections, connectionsTo } from './connections-to.js';
import { boundedInterimAnswers } from './interim-answers.js';
import type { OutboundAccess } from './outbound-access.js';
import { OutboundBusyError } from './outbound-busy-error.js';
import { UnreachableError } from './unreachable-error.js';

export interface OutboundRequest {
  readonly url: string;
  /** A POST is not redirected: what it was answered is the answer. */
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly body?: string;
  /** `authorization` does not follow a redirect to another origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the answer's body. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface OutboundAnswer {
  /** That answered, at the end of redirects. */
  readonly url: string;
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
}

/** An answer that comes bit by bit. */
export interface OutboundStream extends Omit<OutboundAnswer, 'body'> {
  /** Throws `UnreachableError` where it breaks off, and the signal's reason. Whoever does not read it to its end leaves it by `return`. */
  readonly body: AsyncIterable<Buffer>;
}

interface Options {
  /** For all of a request, redirects and body included. */
  readonly timeoutMs?: number;
  /**
   * At once, with those whose connections are kept open: each has a few, and who has a domain has hosts without end. About so many:
   * undici counts a host no more as soon as one of its connections is closed.
   */
  readonly maxHosts?: number;
  /** Of a connection that nobody uses, 4 s; a server may ask for less. */
  readonly keptOpenMs?: number;
}

interface Followed {
  readonly url: string;
  readonly raw: Raw;
}

type Raw = Awaited<ReturnType<typeof import('undici')['request']>>;

const CONNECT_TIMEOUT_MS = 10_000;
/** Between two pieces of a body. */
const SILENCE_TIMEOUT_MS = 30_000;
/** What comes by then leaves its connection for another request. */
const UNREAD_BODY_MS = 1_000;
const MAX_REDIRECTS = 5;
const DEFAULT_MAX_BYTES = 1024 * 1024;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const headerOf = (headers: Raw['headers'], name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

const bodyOf = async (url: string, { body }: Raw, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // leaving the loop destroys the body, and with it the connection
    if (size > maxBytes) throw new AnswerTooLargeError(url, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Never rejects. */
const leaveBody = async ({ body }: Raw): Promise<void> => {
  await body.dump({ limit: 64 * 1024, signal: AbortSignal.timeout(UNREAD_BODY_MS) }).catch(() => undefined);
};

/** As it comes. Leaving it destroys the body, and with it the connection. */
async function* piecesOf(url: string, { body }: Raw, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  try {
    yield* body as AsyncIterable<Buffer>;
  } catch (cause) {
    signal?.throwIfAborted();
    throw new UnreachableError(url, { cause });
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream in which nothing is waited for
async function* nothing(): AsyncGenerator<Buffer> {
  yield* [];
}

/** Where it leads; undefined: to nothing that may be asked for. */
const targetOf = (from: string, location: string): URL | undefined => {
  const target = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (target?.protocol === 'https:') return target;
  return target?.protocol === 'http:' && from.startsWith('http:') ? target : undefined;
};

const withoutCredentials = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));

/**
 * The one HTTP client for addresses that users name. Connects to the addresses that were checked, checks each redirect anew, and
 * is bounded in size, time and number. Rejects with `UnreachableError` (`OutboundBusyError`: not just now) or `AnswerTooLargeError`; every
 * status is an answer.
 */
export class OutboundClient {
  readonly #limits: Required<Options>;
  #connections: Promise<Connections> | undefined;

  constructor(
    private readonly access: OutboundAccess,
    options: Options = {},
  ) {
    this.#limits = { timeoutMs: 20_000, maxHosts: 256, keptOpenMs: 4_000, ...options };
  }

  async request(request: OutboundRequest): Promise<OutboundAnswer> {
    const timeout = AbortSignal.timeout(this.#limits.timeoutMs);
    return this.#answered(request, timeout, async ({ url, raw }) => {
      const body = await bodyOf(url, raw, request.maxBytes ?? DEFAULT_MAX_BYTES);
      return { url, status: raw.statusCode, header: (name) => headerOf(raw.headers, name), body };
    });
  }

  /** Of the answer. Its body says nothing: neither its size nor whether it ever ends matters. */
  async status(request: Omit<OutboundRequest, 'maxBytes'>): Promise<number> {
    const timeout = AbortSignal.timeout(this.#limits.timeoutMs);
    return this.#answered(request, timeout, async ({ raw }) => {
      await leaveBody(raw);
      return raw.statusCode;
    });
  }

  /** The time-out is that of an answer's beginning; its body may be silent for half a minute. Of one that is no success it has no body. */
  async stream(request: OutboundRequest): Promise<OutboundStream> {
    const beginning = new AbortController();
    const timer = setTimeout(() => beginning.abort(), this.#limits.timeoutMs);
    try {
      return await this.#answered(request, beginning.signal, async ({ url, raw }) => {
        const isSuccess = raw.statusCode === 200;
        if (!isSuccess) await raw.body.dump();
        const body = isSuccess ? piecesOf(url, raw, request.signal) : nothing();
        return { url, status: raw.statusCode, header: (name) => headerOf(raw.headers, name), body };
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async #answered<T>(
    request: OutboundRequest,
    timeout: AbortSignal,
    take: (answer: Followed) => Promise<T>,
  ): Promise<T> {
    const signal = request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]);
    try {
      return await take(await this.#follow({ ...request, signal }, MAX_REDIRECTS));
    } catch (cause) {
      request.signal?.throwIfAborted();
      if (cause instanceof AnswerTooLargeError || cause instanceof OutboundBusyError) throw cause;
      throw new UnreachableError(request.url, { cause });
    }
  }

  async #follow(request: OutboundRequest, left: number): Promise<Followed> {
    const { url, headers = {} } = request;
    const raw = await this.#ask(request);
    const isRedirected = request.method !== 'POST' && redirects.has(raw.statusCode);
    const location = isRedirected ? headerOf(raw.headers, 'location') : undefined;
    if (location === undefined) return { url, raw };
    await raw.body.dump();
    const target = targetOf(url, location);
    if (target === undefined || left === 0) throw new Error(`${url} leads on to ${location}`);
    const isSameOrigin = target.origin === new URL(url).origin;
    const kept = isSameOrigin ? headers : withoutCredentials(headers);
    return this.#follow({ ...request, url: target.href, headers: kept }, left - 1);
  }

  async #ask({ url, method = 'GET', headers = {}, body, signal }: OutboundRequest): Promise<Raw> {
    const destination = await this.access.destinationOf(url, signal);
    const timeoutMs = Math.min(this.#limits.timeoutMs, CONNECT_TIMEOUT_MS);
    this.#connections ??= connectionsTo(this.access, { ...this.#limits, timeoutMs });
    const [{ errors, request }, connections] = await Promise.all([import('undici'), this.#connections]);
    return request(destination.url, {
      ...{
        method,
        headers: { ...headers },
        body: body ?? null,
        signal: signal ?? null,
        bodyTimeout: SILENCE_TIMEOUT_MS,
        onInfo: boundedInterimAnswers(url),
      },
      dispatcher: connections.for(destination),
    }).catch((error: unknown) => {
      throw error instanceof errors.MaxOriginsReachedError ? new OutboundBusyError(url, { cause: error }) : error;
    });
  }

  async close(): Promise<void> {
    await (await this.#connections)?.close();
  }
}

import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { basicAuthorization, mayCarrySecret, type OutboundClient } from '#libs/outbound';
import type { ImageReferenceParts } from '../image-reference.js';
import { type Challenge, challengesIn } from './challenges.js';
import { jsonIn } from './json-in.js';
import { passingRefusalOf } from './registry-refusals.js';

interface Asked {
  readonly image: ImageReferenceParts;
  /** Of the repository in its registry. */
  readonly endpoint: string;
  readonly signal: AbortSignal;
}

/** Servers of tokens are anybody's, and what they give is kept. */
const MAX_TOKEN_LENGTH = 16 * 1024;
const MAX_ANSWER_BYTES = 64 * 1024;

const token = z.string().max(MAX_TOKEN_LENGTH);

/** Distribution specification, "Token Authentication": named one way or the other, for 60 seconds where it does not say how long. */
const answerSchema = z
  .object({ token: token.optional(), access_token: token.optional(), expires_in: z.number().default(60) })
  .transform(({ token, access_token, expires_in }) => ({ token: token ?? access_token ?? '', expires_in }))
  .refine(({ token }) => token !== '');

/** Before it ends it is asked for anew: a request may be on its way. */
const MARGIN_SECONDS = 10;
const MAX_SECONDS = 3_600;
const MAX_TOKENS_LENGTH = 4 * 1024 * 1024;

const scopeOf = (endpoint: string): string => `repository:${new URL(endpoint).pathname.replace(/^\/v2\//, '')}:pull`;

/** A token's server may be another host, but not one that is asked without TLS for a registry that is asked with it. */
const realmOf = ({ parameters }: Challenge, endpoint: string): URL | undefined => {
  const { realm = '', service } = parameters;
  if (!URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  if (url.protocol !== 'https:' && (url.protocol !== 'http:' || endpoint.startsWith('https:'))) return undefined;
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.set('scope', scopeOf(endpoint));
  return url;
};

/** Of somebody whom a registry knows. */
export interface RegistryCredentials {
  readonly username: string;
  readonly token: string;
}

/** Whom to say that we are, by the registry's `host[:port]`; undefined: nobody. */
export type CredentialsFor = (registry: string) => RegistryCredentials | undefined;

const basic = ({ username, token }: RegistryCredentials): string => basicAuthorization(username, token);

/** How registries are told who asks: nobody, unless there are credentials. Tokens are kept as long as they hold, for each repository. */
export class RegistryTokens {
  readonly #authorizations = new LRUCache<string, string>({
    maxSize: MAX_TOKENS_LENGTH,
    sizeCalculation: (authorization, endpoint) => authorization.length + endpoint.length,
  });

  constructor(
    private readonly outbound: OutboundClient,
    private readonly credentialsFor: CredentialsFor,
  ) {}

  /** What is sent along at first: what was right before. */
  known(endpoint: string): string | undefined {
    return this.#authorizations.get(endpoint);
  }

  /** The answer to a 401; undefined where we have none. Rejects with `RegistryError` where the server of tokens gives none just now. */
  async answer(header: string, asked: Asked): Promise<string | undefined> {
    this.#authorizations.delete(asked.endpoint);
    const challenges = challengesIn(header);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer !== undefined) return this.#token(bearer, asked);
    const credentials = this.credentialsFor(asked.image.registry);
    if (credentials === undefined || !challenges.some(({ scheme }) => scheme === 'basic')) return undefined;
    return this.#keep(asked.endpoint, basic(credentials), MAX_SECONDS);
  }

  async #token(challenge: Challenge, { image, endpoint, signal }: Asked): Promise<string | undefined> {
    const url = realmOf(challenge, endpoint);
    if (url === undefined) return undefined;
    const credentials = this.credentialsFor(image.registry);
    const answer = await this.outbound.request({
      ...{ url: url.href, signal, maxBytes: MAX_ANSWER_BYTES },
      ...(credentials && mayCarrySecret(url) && { headers: { authorization: basic(credentials) } }),
    });
    const refusal = passingRefusalOf(image, answer);
    if (refusal !== undefined) throw refusal;
    const said = answerSchema.safeParse(answer.status === 200 ? jsonIn(answer.body) : undefined).data;
    return said && this.#keep(endpoint, `Bearer ${said.token}`, said.expires_in);
  }

  #keep(endpoint: string, authorization: string, seconds: number): string {
    const ttl = Math.floor((Math.min(seconds, MAX_SECONDS) - MARGIN_SECONDS) * 1_000);
    if (ttl > 0) this.#authorizations.set(endpoint, authorization, { ttl });
    return authorization;
  }
}

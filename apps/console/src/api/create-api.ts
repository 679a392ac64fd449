import createClient, { type Client } from 'openapi-fetch';
import type { AccessTokens } from './access-tokens.js';
import { ApiRequests } from './api-requests.js';
import type { ReadPosition } from './read-position.js';
import type { paths } from './schema.js';

/** What is answered unless a request asks for other content: that it reads as a stream, or as text. */
type Json = 'application/json' | 'application/problem+json';

/** The REST API, typed by its OpenAPI document. What it refuses is thrown, as a `Problem`. */
export type Api = Client<paths, Json>;

export const createApi = (tokens: AccessTokens, position: ReadPosition): Api =>
  createClient<paths, Json>({
    // as an absolute address: a Request outside of a browser knows no other
    baseUrl: location.origin,
    cache: 'no-store',
    fetch: new ApiRequests(tokens, position).send,
  });

import createClient, { type Client } from 'openapi-fetch';
import type { AccessTokens } from './access-tokens.js';
import { ApiRequests } from './api-requests.js';
import type { ReadPosition } from './read-position.js';
import type { paths } from './schema.js';

/** The REST API, typed by its OpenAPI document. What it refuses is thrown, as a `Problem`. */
export type Api = Client<paths>;

export const createApi = (tokens: AccessTokens, position: ReadPosition): Api =>
  createClient<paths>({
    // as an absolute address: a Request outside of a browser knows no other
    baseUrl: location.origin,
    cache: 'no-store',
    fetch: new ApiRequests(tokens, position).send,
  });

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionAccessTokens } from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import { type Refusal, refusals } from './refusal.js';
import { type SessionRequestOptions, sessionRequest } from './session-request.js';
import type { TrustedProxies } from './trusted-proxies.js';

export interface ProbeOptions {
  readonly tokens: SessionAccessTokens;
  readonly endpointOf: (launchId: string) => Promise<Endpoint | undefined>;
  readonly scheme: string;
  readonly trusted: TrustedProxies;
}

/** Milliseconds. */
const patience = 10_000;

/** Whether the landing page answers, with success or by leading on. */
const answers = async (
  request: IncomingMessage,
  endpoint: Endpoint,
  seen: Pick<SessionRequestOptions, 'scheme' | 'trusted'>,
): Promise<boolean> => {
  const toSession = sessionRequest(request, endpoint, { ...seen, agent: false, path: endpoint.landingPath });
  toSession.on('error', () => undefined); // It is `once` that tells.
  try {
    toSession.end();
    const signal = AbortSignal.timeout(patience);
    const [{ statusCode = 500 }] = (await once(toSession, 'response', { signal })) as [IncomingMessage];
    return statusCode < 400;
  } catch {
    return false;
  } finally {
    toSession.destroy();
  }
};

const runAskedFor = async (
  request: IncomingMessage,
  launchId: string,
  tokens: SessionAccessTokens,
): Promise<string | undefined> => {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return (await tokens.verify('probe', bearer, launchId))?.subject;
};

/** The launch saga asks, before anybody may enter, whether this very run can be reached through us. 204: it can. */
export const answerProbe = async (
  request: IncomingMessage,
  response: ServerResponse,
  launchId: string,
  { tokens, endpointOf, scheme, trusted }: ProbeOptions,
): Promise<Refusal | undefined> => {
  const run = await runAskedFor(request, launchId, tokens);
  if (run === undefined || request.method !== 'GET') return refusals.unknownPath;
  const endpoint = await endpointOf(launchId);
  if (endpoint === undefined || String(endpoint.run) !== run) return refusals.notRunning;
  if (!(await answers(request, endpoint, { scheme, trusted }))) return refusals.notAnswering;
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
  return undefined;
};

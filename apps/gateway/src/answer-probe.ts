import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint } from '#libs/session-runtime';
import { isRefusal, type Refusal, refusals } from './refusal.js';
import { runAskedFor, type WorkerQuestionOptions } from './run-asked-for.js';
import { type SessionRequestOptions, sessionRequest } from './session-request.js';
import type { TrustedProxies } from './trusted-proxies.js';
import type { UseRecorder } from './use-recorder.js';

export interface ProbeOptions extends WorkerQuestionOptions {
  readonly scheme: string;
  readonly trusted: TrustedProxies;
  readonly uses: Pick<UseRecorder, 'note'>;
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

/** The launch saga asks, before anybody may enter, whether this very run can be reached through us. 204: it can. */
export const answerProbe = async (
  request: IncomingMessage,
  response: ServerResponse,
  launchId: string,
  options: ProbeOptions,
): Promise<Refusal | undefined> => {
  const endpoint = await runAskedFor(request, launchId, options);
  if (isRefusal(endpoint)) return endpoint;
  if (!(await answers(request, endpoint, options))) return refusals.notAnswering;
  // from its beginning on it is known when it was used last
  options.uses.note(launchId);
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
  return undefined;
};

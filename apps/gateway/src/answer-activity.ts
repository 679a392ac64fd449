import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProbeOptions } from './answer-probe.js';
import { isRefusal, type Refusal, refusals } from './refusal.js';
import { runAskedFor } from './run-asked-for.js';
import { sessionActivity } from './session-activity.js';

/** The worker asks, before it pauses a session that no browser has used. */
export const answerActivity = async (
  request: IncomingMessage,
  response: ServerResponse,
  launchId: string,
  options: ProbeOptions,
): Promise<Refusal | undefined> => {
  const endpoint = await runAskedFor(request, launchId, options);
  if (isRefusal(endpoint)) return endpoint;
  try {
    const activity = await sessionActivity(request, endpoint, options, new Date());
    response.writeHead(200, { 'cache-control': 'no-store', 'content-type': 'application/json' });
    response.end(JSON.stringify(activity));
    return undefined;
  } catch {
    return refusals.notAnswering;
  }
};

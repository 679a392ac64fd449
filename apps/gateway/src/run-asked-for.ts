import type { IncomingMessage } from 'node:http';
import type { SessionAccessTokens } from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import { type Refusal, refusals } from './refusal.js';

export interface WorkerQuestionOptions {
  readonly tokens: SessionAccessTokens;
  readonly endpointOf: (launchId: string) => Promise<Endpoint | undefined>;
}

const bearerOf = ({ headers }: IncomingMessage): string =>
  /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';

/** Where the run is that the worker's question names, or why it gets no answer. */
export const runAskedFor = async (
  request: IncomingMessage,
  launchId: string,
  { tokens, endpointOf }: WorkerQuestionOptions,
): Promise<Endpoint | Refusal> => {
  const token = await tokens.verify('probe', bearerOf(request), launchId);
  const run = token?.subject;
  if (run === undefined || request.method !== 'GET') return refusals.unknownPath;
  const endpoint = await endpointOf(launchId);
  return endpoint !== undefined && String(endpoint.run) === run ? endpoint : refusals.notRunning;
};

import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { SessionActivity } from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import { type SessionRequestOptions, sessionRequest } from './session-request.js';

type Seen = Pick<SessionRequestOptions, 'scheme' | 'trusted'>;

/** Milliseconds, for all questions to one session. */
const PATIENCE_MS = 10_000;
/** What a session's answer may have; Jupyter's are a few hundred for each kernel. */
const MAX_CHARACTERS = 1_000_000;

/** Of Jupyter Server's REST API: `GET /api/status`, `GET /api/kernels`, `GET /api/terminals`. */
const status = z.object({ last_activity: z.iso.datetime(), kernels: z.int().min(0) });
const kernels = z.array(z.object({ execution_state: z.string() }));
const terminals = z.array(z.object({ last_activity: z.iso.datetime() }));

const bodyOf = async (answer: IncomingMessage): Promise<string> => {
  let body = '';
  answer.setEncoding('utf8');
  for await (const part of answer) {
    body += String(part);
    if (body.length > MAX_CHARACTERS) throw new Error(`the session answered more than ${MAX_CHARACTERS} characters`);
  }
  return body;
};

/** Undefined where it does not answer as Jupyter does. Rejects where it cannot be reached, is in trouble, or takes too long. */
const asked = async <Answer>(
  schema: z.ZodType<Answer>,
  path: string,
  {
    request,
    endpoint,
    seen,
    signal,
  }: { request: IncomingMessage; endpoint: Endpoint; seen: Seen; signal: AbortSignal },
): Promise<Answer | undefined> => {
  const question = sessionRequest(request, endpoint, { ...seen, agent: false, path });
  // also once it has begun to answer, when `once` hears of no error any more: one that nobody hears ends the process
  question.on('error', () => undefined);
  const leave = (): void => void question.destroy(new Error('the session took too long'));
  signal.addEventListener('abort', leave);
  try {
    question.end();
    const [answer] = (await once(question, 'response')) as [IncomingMessage];
    const { statusCode = 500 } = answer;
    if (statusCode >= 500) throw new Error(`the session answered ${statusCode}`);
    return statusCode === 200 ? parsed(schema, await bodyOf(answer)) : undefined;
  } finally {
    signal.removeEventListener('abort', leave);
    question.destroy();
  }
};

const parsed = <Answer>(schema: z.ZodType<Answer>, body: string): Answer | undefined => {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
};

/**
 * When a session was last active by its own word, be nobody's browser open: a kernel that computes is active now, a terminal when it printed last. Without
 * `lastActivity` where it is no Jupyter Server, nor answers like one. Rejects where it cannot be asked.
 */
export const sessionActivity = async (
  request: IncomingMessage,
  endpoint: Endpoint,
  seen: Seen,
  now: Date,
): Promise<SessionActivity> => {
  const asking = { request, endpoint, seen, signal: AbortSignal.timeout(PATIENCE_MS) };
  const said = await asked(status, '/api/status', asking);
  if (said === undefined) return {};
  const running = said.kernels > 0 ? await asked(kernels, '/api/kernels?no_track_activity=1', asking) : undefined;
  if (running?.some(({ execution_state }) => execution_state === 'busy') === true)
    return { lastActivity: now.toISOString() };
  // what a terminal prints is no activity to Jupyter's status unless a page shows it
  const printing = (await asked(terminals, '/api/terminals?no_track_activity=1', asking)) ?? [];
  const last = Math.max(...[said, ...printing].map(({ last_activity }) => Date.parse(last_activity)));
  // its clock may be ahead of ours
  return { lastActivity: new Date(Math.min(last, now.getTime())).toISOString() };
};

import { type Agent, type ClientRequest, type IncomingMessage, request as openRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Endpoint } from '#libs/session-runtime';
import { headersToSession } from './headers-to-session.js';
import type { TrustedProxies } from './trusted-proxies.js';

export interface SessionRequestOptions {
  /** As the browser uses it: `http` or `https`. */
  readonly scheme: string;
  readonly trusted: TrustedProxies;
  /** `false`: a connection of its own. */
  readonly agent: Agent | false;
  /** Where it differs from the browser's. */
  readonly path?: string;
  /** Milliseconds that the session's host may take to take a connection up. Default 10,000. */
  readonly connectMs?: number | undefined;
  /** The headers of an upgrade, which are about the connection and so are not passed on as they came. */
  readonly upgrade?: readonly string[];
}

/** RFC 9110 §15.2: a session may send as many of these before its answer as it likes, at no cost, and nothing slows it down. */
const MAX_INTERIM_ANSWERS = 1000;

/** A node that is gone answers nothing at all: nobody refuses the connection. */
const giveUpConnecting = (socket: Socket, afterMs: number): void => {
  if (!socket.connecting) return;
  const timer = setTimeout(() => socket.destroy(new Error(`no connection within ${afterMs} ms`)), afterMs);
  for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(timer));
};

/** The browser's request, towards the session; its body and the answer are the caller's. */
export const sessionRequest = (
  request: IncomingMessage,
  endpoint: Endpoint,
  { agent, path, connectMs = 10_000, upgrade = [], ...seen }: SessionRequestOptions,
): ClientRequest => {
  const toSession = openRequest(new URL(endpoint.origin), {
    agent,
    method: request.method ?? 'GET',
    path: path ?? request.url ?? '/',
    headers: [...headersToSession(request, endpoint, seen), ...upgrade],
  });
  toSession.once('socket', (socket) => giveUpConnecting(socket, connectMs));
  let interimAnswers = 0;
  toSession.on('information', () => {
    interimAnswers += 1;
    if (interimAnswers <= MAX_INTERIM_ANSWERS) return;
    toSession.destroy(new Error(`${endpoint.origin} sends interim answers without end`));
  });
  if (upgrade.length === 0) {
    // Node would end the request without a word.
    toSession.on('upgrade', (_, socket) => {
      socket.destroy();
      toSession.emit('error', new Error(`${endpoint.origin} upgraded a request that was no upgrade`));
    });
  }
  return toSession;
};

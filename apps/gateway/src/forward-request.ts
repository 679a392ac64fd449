import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint } from '#libs/session-runtime';
import { attempt } from './attempt.js';
import { sendAnswer } from './send-answer.js';
import { type SessionRequestOptions, sessionRequest } from './session-request.js';

export interface Forwarding extends SessionRequestOptions {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly endpoint: Endpoint;
  /** The gateway is closing: connections do not outlive their request. */
  readonly isClosing: () => boolean;
  /** The browser sends something, or fetches what it was told the length of: not what a session sends to an open page without end. */
  readonly onUse: () => void;
  /** The session could not be asked, broke off before it answered, or what it answered makes no sense. */
  readonly onUnreachable: (error: unknown) => void;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/** Both bodies are streamed, and either side's pace slows the other down; whoever leaves, the other is told. */
export const forwardRequest = (forwarding: Forwarding, isRepeated = false): void => {
  const { request, response, endpoint, isClosing, onUse, onUnreachable } = forwarding;
  const toSession = sessionRequest(request, endpoint, forwarding);
  const leave = (): void => void toSession.destroy();
  response.once('close', leave);
  const isAnswered = (): boolean => response.headersSent || response.destroyed;
  if (request.headers.expect !== undefined)
    toSession.once('continue', () => {
      if (!isAnswered()) response.writeContinue();
    });
  const fail = (error: unknown): void => {
    if (isAnswered()) return;
    response.off('close', leave);
    toSession.destroy();
    if (!isRepeated && isStaleConnection(toSession.reusedSocket, request)) forwardRequest(forwarding, true);
    else onUnreachable(error);
  };
  toSession.on('error', fail);
  toSession.on('response', (answer) => {
    if (isAnswered()) return leave();
    // Where it answers without having read all, the rest of the body would be taken for the next request.
    if (answer.headers['content-length'] !== undefined) answer.on('data', onUse);
    attempt(fail, () => sendAnswer(answer, response, isClosing() || !request.complete));
  });
  if (hasBody(request)) request.on('data', onUse).pipe(toSession);
  else toSession.end();
};

/** The session closed a kept connection just when we used it again: RFC 9110 §9.2.2 lets us repeat what changes nothing. */
const isStaleConnection = (isReused: boolean, request: IncomingMessage): boolean =>
  isReused && !hasBody(request) && ['GET', 'HEAD', 'OPTIONS'].includes(request.method ?? '');

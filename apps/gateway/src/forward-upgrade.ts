import { type IncomingMessage, type ServerResponse, validateHeaderValue } from 'node:http';
import type { Socket } from 'node:net';
import type { Endpoint } from '#libs/session-runtime';
import { attempt } from './attempt.js';
import { headersToBrowser } from './headers-to-browser.js';
import { join } from './join.js';
import { keepOpen } from './keep-open.js';
import { sendAnswer } from './send-answer.js';
import { type SessionRequestOptions, sessionRequest } from './session-request.js';

export interface UpgradeForwarding extends Pick<SessionRequestOptions, 'scheme' | 'trusted' | 'connectMs'> {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  /** What the browser had sent behind the request already. */
  readonly head: Buffer;
  readonly endpoint: Endpoint;
  /** On the socket, for a session that does not agree. */
  readonly response: ServerResponse;
  /** The browser sent something, be it anything but pings and pongs. */
  readonly onUse: () => void;
  /** The session could not be asked, or what it answered makes no sense. */
  readonly onUnreachable: (error: unknown) => void;
}

const handshake = (answer: IncomingMessage): string => {
  const lines = headersToBrowser(answer).map(([name, value]) => {
    validateHeaderValue(name, value);
    return `${name}: ${value}\r\n`;
  });
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
};

/** Opens the session's WebSocket for the browser's. */
export const forwardUpgrade = (forwarding: UpgradeForwarding): void => {
  const { request, socket, head, endpoint, response, onUse, onUnreachable } = forwarding;
  const { scheme, trusted, connectMs } = forwarding;
  const upgrade = ['Connection', 'Upgrade', 'Upgrade', 'websocket'];
  const toSession = sessionRequest(request, endpoint, { scheme, trusted, connectMs, agent: false, upgrade });
  const leave = (): void => void toSession.destroy();
  socket.once('close', leave);
  const giveUp = (): void => void socket.destroy();
  socket.once('end', giveUp);
  // Nobody reads from it yet; without this nobody would hear that the browser leaves.
  socket.read(0);
  let isOver = false;
  const fail = (error: unknown): void => {
    if (isOver || socket.destroyed) return;
    isOver = true;
    toSession.destroy();
    onUnreachable(error);
  };
  toSession.on('error', fail);
  toSession.on('upgrade', (answer, session, sessionHead: Buffer) => {
    keepOpen(session);
    attempt(fail, () => {
      const greeting = handshake(answer);
      isOver = true;
      response.detachSocket(socket);
      socket.off('end', giveUp);
      // As bytes: a header's value may be Latin-1.
      socket.write(greeting, 'latin1');
      socket.write(sessionHead);
      session.write(head);
      join(socket, session, onUse);
    });
  });
  toSession.on('response', (answer) => {
    attempt(fail, () => {
      sendAnswer(answer, response, true);
      isOver = true;
    });
  });
  toSession.end();
};

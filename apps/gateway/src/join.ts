import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isUse } from './is-use.js';

/** After the handshake, bytes: what the two say to each other is none of our business, but that a browser says something. */
export const join = (browser: Socket, session: Duplex, onUse: () => void): void => {
  browser.on('data', (chunk: Buffer) => {
    if (isUse(chunk)) onUse();
  });
  browser.pipe(session);
  session.pipe(browser);
  browser.once('close', () => session.destroy());
  // What the session said last, such as why it closes, may still wait for a browser that reads slowly.
  session.once('close', () => browser.destroySoon());
};

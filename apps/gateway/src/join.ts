import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isUse } from './is-use.js';

/** How long one side may take to leave once the other has, milliseconds: what was said last is on its way. */
const FAREWELL_MS = 30_000;

/** After the handshake, bytes: what the two say to each other is none of our business, but that a browser says something. */
export const join = (browser: Socket, session: Duplex, onUse: () => void, farewellMs = FAREWELL_MS): void => {
  browser.on('data', (chunk: Buffer) => {
    if (isUse(chunk)) onUse();
  });
  browser.pipe(session);
  session.pipe(browser);
  // A session that hangs would keep the connection of a page that is gone.
  browser.once('end', () => destroyAfter(farewellMs, session));
  browser.once('close', () => session.destroy());
  session.once('close', () => {
    // What the session said last, such as why it closes, may still wait for a browser that reads slowly.
    browser.destroySoon();
    destroyAfter(farewellMs, browser);
  });
};

const destroyAfter = (milliseconds: number, connection: Duplex): void => {
  if (connection.destroyed) return;
  const timer = setTimeout(() => connection.destroy(), milliseconds);
  connection.once('close', () => clearTimeout(timer));
};

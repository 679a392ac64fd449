import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** How often a silent peer is asked whether it is still there, milliseconds. */
const keepAliveAfter = 30_000;

/** For a connection that lives as long as its user wants: no time-out, but a peer that has vanished is noticed. */
export const keepOpen = (connection: Duplex): void => {
  connection.on('error', () => connection.destroy());
  if (!(connection instanceof Socket)) return;
  connection.setTimeout(0);
  connection.setNoDelay(true);
  connection.setKeepAlive(true, keepAliveAfter);
};

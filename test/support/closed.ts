import type { EventEmitter } from 'node:events';

/** Resolves when a connection is closed, be it by an error before, such as a reset: `once` of node:events rejects with that. */
export const closed = (connection: EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    connection.on('error', () => undefined).once('close', () => resolve());
  });

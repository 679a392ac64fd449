import type { Server } from 'node:net';

/** Between two warnings that connections are closed. */
const TELL_MS = 60_000;

interface ConnectionLimit {
  /** Connections that are open at once. */
  readonly max: number;
  readonly warn: (fields: { readonly limit: number }, message: string) => void;
}

/** Closes what is above the limit as soon as it comes, before a byte of it is read. */
export const limitConnections = (server: Server, { max, warn }: ConnectionLimit): void => {
  let toldAt = Number.NEGATIVE_INFINITY;
  server.maxConnections = max;
  server.on('drop', () => {
    if (performance.now() - toldAt < TELL_MS) return;
    toldAt = performance.now();
    warn({ limit: max }, 'connections are closed: there are as many as MAX_CONNECTIONS');
  });
};

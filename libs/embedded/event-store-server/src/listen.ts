import { createServer } from 'node:net';
import type { Server, ServerCredentials } from '@grpc/grpc-js';

/**
 * Binds the server and resolves to its port.
 * @throws Error with what to do when the port is taken or not allowed.
 */
export const listen = async (
  server: Server,
  host: string,
  port: number,
  credentials: ServerCredentials,
): Promise<number> => {
  await tryPort(host, port);
  return bind(server, host, port, credentials);
};

/** The gRPC library prints to the console when it cannot bind; so the usual reasons are found out before it tries. */
const tryPort = (host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(bindError(error, host, port)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });

const bind = (server: Server, host: string, port: number, credentials: ServerCredentials): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`${inUrl(host)}:${port}`, credentials, (error, bound) => {
      if (error) reject(bindError(error, host, port));
      else resolve(bound);
    });
  });

/** IPv6 addresses stand in brackets before a port. */
export const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const bindError = (error: Error, host: string, port: number): Error => {
  if (error.message.includes('EADDRINUSE')) {
    return new Error(
      `The port ${port} of ${host} is already in use. Stop the program that listens there, or choose another port (0 takes a free one).`,
      { cause: error },
    );
  }
  return new Error(`The embedded event store cannot listen on port ${port} of ${host}: ${error.message}`, {
    cause: error,
  });
};

import type { User } from './access.js';
import type { LogEvent } from './engine.js';

export interface EventStoreServerOptions {
  /** Where the log is kept; created when missing. One process at a time. */
  readonly dataDir: string;
  /** The port to listen on; 0, the default, takes a free one. */
  readonly port?: number;
  /** The host to listen on; 127.0.0.1 by default. Others than loopback need `tls`. */
  readonly host?: string;
  /** The host that clients dial, where it is not `host`. */
  readonly advertiseHost?: string;
  /** Certificate chain and private key, as PEM text. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Who may call; needed with `tls`, not allowed without: passwords would cross the network in clear. */
  readonly users?: readonly User[];
  readonly log?: (event: LogEvent) => void;
}

export interface ServerSettings extends EventStoreServerOptions {
  readonly port: number;
  readonly host: string;
  readonly advertiseHost: string;
  readonly users: readonly User[];
  readonly log: (event: LogEvent) => void;
}

/** @throws Error when the options contradict each other or would leave the log open to the network. */
export const serverSettings = (options: EventStoreServerOptions): ServerSettings => {
  const { host = '127.0.0.1', port = 0, users = [], log = () => undefined } = options;
  if (options.tls) checkSecured(users);
  else checkInsecure(host, users);
  return { ...options, host, port, users, log, advertiseHost: options.advertiseHost ?? host };
};

const checkSecured = (users: readonly User[]): void => {
  if (users.length === 0) throw new Error('The embedded event store needs at least one of users when it has tls.');
};

const checkInsecure = (host: string, users: readonly User[]): void => {
  if (!isLoopback(host)) {
    throw new Error(
      `The embedded event store does not listen on ${host} without TLS. Give it tls and users, or a loopback host.`,
    );
  }
  if (users.length > 0) {
    throw new Error('The embedded event store takes users only with tls: clients send no passwords without it.');
  }
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

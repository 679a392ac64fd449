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
  /** How many bytes of data one append may hold: 1 MiB by default, at most 16 MiB. */
  readonly maxAppendSize?: number;
  /** How long a write may wait for its turn, in ms: 2,000 by default. A batch append may ask for less, not for more. */
  readonly writeTimeout?: number;
  readonly log?: (event: LogEvent) => void;
}

export interface ServerSettings extends EventStoreServerOptions {
  readonly port: number;
  readonly host: string;
  readonly advertiseHost: string;
  readonly users: readonly User[];
  readonly maxAppendSize: number;
  readonly writeTimeout: number;
  readonly log: (event: LogEvent) => void;
}

const MIB = 1024 * 1024;
const LARGEST_APPEND = 16 * MIB;
const WRITE_TIMEOUT_MS = 2_000;
const LONGEST_TIMEOUT_MS = 10 * 60 * 1_000;

const DEFAULTS = {
  host: '127.0.0.1',
  port: 0,
  users: [],
  maxAppendSize: MIB,
  writeTimeout: WRITE_TIMEOUT_MS,
  log: () => undefined,
};

/** @throws Error when the options contradict each other or would leave the log open to the network. */
export const serverSettings = (options: EventStoreServerOptions): ServerSettings => {
  const settings = { ...DEFAULTS, ...options };
  const { host, users, maxAppendSize, writeTimeout, advertiseHost = host } = settings;
  checkWholeNumber('maxAppendSize', maxAppendSize, LARGEST_APPEND);
  checkWholeNumber('writeTimeout', writeTimeout, LONGEST_TIMEOUT_MS);
  if (options.tls) checkSecured(users);
  else checkInsecure(host, users);
  return { ...settings, advertiseHost };
};

const checkWholeNumber = (name: string, value: number, most: number): void => {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new Error(`The option ${name} of the embedded event store is a whole number from 1 to ${most}, not ${value}.`);
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

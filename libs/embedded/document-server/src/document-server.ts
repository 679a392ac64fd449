import { createServer, type Server, type Socket } from 'node:net';
import { MemoryBudget } from '#libs/embedded/memory-budget';
import { Authentication } from './authentication/authentication.js';
import { scramCredentials, type User } from './authentication/scram-credentials.js';
import { type DispatchContext } from './commands/dispatch.js';
import { Connection } from './connection.js';
import { CursorRegistry } from './cursor-registry.js';
import { type Log } from './log.js';
import { Catalog } from './storage/catalog.js';
import { openDocuments } from './storage/open-documents.js';
import { WriteJournal } from './storage/write-journal.js';

export interface DocumentServerOptions {
  /** Made when absent; only one server at a time may use it. */
  readonly dataDir: string;
  /** 0 (the default) takes a free one. */
  readonly port?: number;
  /** A loopback address; 127.0.0.1 by default. */
  readonly host?: string;
  /** Who may connect, with SCRAM-SHA-256; everybody where there are none. */
  readonly users?: readonly User[];
  readonly log?: Log;
}

export interface DocumentServer {
  readonly port: number;
  /** With users their name and password are to be added. */
  readonly connectionString: string;
  /** Commits what was written, ends the connections and frees the data directory. */
  close(): Promise<void>;
}

/** For what clients have not sent whole, or not read: more than the largest message. */
const CONNECTIONS_BYTES = 64 * 1024 * 1024;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

interface OpenStore extends Omit<DispatchContext, 'connectionId' | 'authentication'> {
  close(): void;
}

const openStore = async (dataDir: string, log: Log): Promise<OpenStore> => {
  const directory = await openDocuments(dataDir);
  const journal = new WriteJournal(directory.database);
  const cursors = new CursorRegistry();
  const onFault = (command: string, error: unknown): void =>
    log({
      level: 'error',
      msg: 'document-command-failed',
      command,
      error: error instanceof Error ? error.stack : String(error),
    });
  const close = (): void => {
    journal.flush();
    cursors.close();
    directory.close();
  };
  try {
    return { catalog: new Catalog(directory.database, journal), cursors, journal, onFault, close };
  } catch (error) {
    close();
    throw error;
  }
};

const listening = async (server: Server, port: number, host: string): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is taken: stop what listens there, or choose another port`, {
              cause: error,
            })
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
};

const closed = async (server: Server, sockets: ReadonlySet<Socket>): Promise<void> => {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await done;
};

/**
 * Starts the embedded document store: the MongoDB wire protocol on loopback, durable in a directory.
 * @throws Error with a readable message when the data directory or the port cannot be used, or the host is not loopback
 */
export const startDocumentServer = async (options: DocumentServerOptions): Promise<DocumentServer> => {
  const { dataDir, port: wantedPort = 0, host = '127.0.0.1', users = [], log = () => undefined } = options;
  if (!LOOPBACK.has(host))
    throw new Error(`The embedded document store has no TLS and listens on loopback only, not on '${host}'`);
  const known = new Map((await Promise.all(users.map(scramCredentials))).map((user) => [user.name, user]));
  const store = await openStore(dataDir, log);
  const sockets = new Set<Socket>();
  const budget = new MemoryBudget(CONNECTIONS_BYTES);
  let connectionId = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    connectionId += 1;
    new Connection(socket, { ...store, connectionId, authentication: new Authentication(known) }, log, budget);
  });
  const port = await listening(server, wantedPort, host).catch((error: unknown) => {
    store.close();
    throw error;
  });
  log({ level: 'info', msg: 'document-store-listening', host, port, dataDir });
  const close = async (): Promise<void> => {
    await closed(server, sockets);
    store.close();
  };
  let closing: Promise<void> | undefined;
  const address = host === '::1' ? '[::1]' : host;
  return {
    port,
    connectionString: `mongodb://${address}:${port}/?directConnection=true`,
    close: () => (closing ??= close()),
  };
};

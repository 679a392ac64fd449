import { join } from 'node:path';
import type { EmbeddedServer } from '../embedded-servers.js';
import { loadStoreCertificate } from './store-certificate.js';
import type { StorePasswords } from './store-passwords.js';

export interface SecuredServer {
  /** With the password: for programs, never for a log. */
  readonly url: string;
  close(): Promise<void>;
}

export interface SecuredServerOptions {
  readonly dataDir: string;
  readonly passwords: StorePasswords;
  readonly port: number;
  readonly log: (event: { readonly level: string; readonly msg: string }) => void;
}

/** The one user of each embedded server: this program. */
const NAME = 'renku-sessions';

const withPassword = (url: string, password: string): string => url.replace('//', `//${NAME}:${password}@`);

/** A path as a query holds it, and a shell takes it in quotes. */
const inQuery = (path: string): string => path.split('/').map(encodeURIComponent).join('/').replaceAll("'", '%27');

/** Clients of the event store send no password without TLS. By name: an address would be no server name in TLS. */
const startEventStore = async (options: SecuredServerOptions): Promise<SecuredServer> => {
  const { dataDir, port, log } = options;
  const { eventStore: password } = options.passwords;
  const { tls, authorityFile } = await loadStoreCertificate(dataDir);
  const { startEventStoreServer } = await import('#libs/embedded/event-store-server');
  const server = await startEventStoreServer({
    ...{ port, log, tls, advertiseHost: 'localhost', dataDir: join(dataDir, 'event-store') },
    users: [{ name: NAME, password, admin: true }],
  });
  const url = `${withPassword(server.connectionString, password)}&tlsCAFile=${inQuery(authorityFile)}`;
  return { url, close: () => server.close() };
};

const startDocuments = async (options: SecuredServerOptions): Promise<SecuredServer> => {
  const { dataDir, port, log } = options;
  const { documents: password } = options.passwords;
  const users = [{ name: NAME, password }];
  const { startDocumentServer } = await import('#libs/embedded/document-server');
  const server = await startDocumentServer({ port, log, users, dataDir: join(dataDir, 'documents') });
  return { url: `${withPassword(server.connectionString, password)}&authSource=admin`, close: () => server.close() };
};

/** Each loads its own: it has a thread for itself. */
const starts = { eventStore: startEventStore, documents: startDocuments };

/**
 * Starts an embedded server that asks for its password: what a session runs reaches its port. Throws where it cannot start, saying
 * what to do.
 */
export const startSecuredServer = (name: EmbeddedServer, options: SecuredServerOptions): Promise<SecuredServer> =>
  starts[name](options);

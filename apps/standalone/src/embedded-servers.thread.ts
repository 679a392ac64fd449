import { parentPort, workerData } from 'node:worker_threads';
import type { EmbeddedServer, ThreadMessage, ThreadOptions } from './embedded-servers.js';
import { type SecuredServer, startSecuredServer } from './store-access/start-secured-server.js';
import { loadStorePasswords, type StorePasswords } from './store-access/store-passwords.js';

/** The thread's program: starts the servers that are wanted, says where they are, and closes them when told to. */
const port = parentPort;
if (port === null) throw new Error('this is the program of a thread');
const { dataDir, wanted, ports } = workerData as ThreadOptions;

const tell = (message: ThreadMessage): void => port.postMessage(message);
const logFrom = (part: string) => (event: { level: string; msg: string }) => tell({ kind: 'log', part, event });

const parts = { eventStore: 'event-store', documents: 'document-store' } as const;

const opened = new Map<EmbeddedServer, SecuredServer>();
const open = async (name: EmbeddedServer, passwords: StorePasswords): Promise<void> => {
  const options = { dataDir, passwords, port: ports[name], log: logFrom(parts[name]) };
  opened.set(name, await startSecuredServer(name, options));
};
const close = async (): Promise<void> => {
  for (const server of opened.values()) await server.close();
};

try {
  const passwords = await loadStorePasswords(dataDir);
  // side by side: one waits for its disk while the other computes
  const starts = await Promise.allSettled(wanted.map((name) => open(name, passwords)));
  for (const start of starts) if (start.status === 'rejected') throw start.reason;
  tell({ kind: 'ready', urls: Object.fromEntries([...opened].map(([name, { url }]) => [name, url])) });
} catch (error) {
  await close();
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

port.once('message', () => {
  close().then(
    () => tell({ kind: 'closed' }),
    (error: unknown) => tell({ kind: 'failed', message: String(error) }),
  );
});

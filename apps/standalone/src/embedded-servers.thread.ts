import { parentPort, workerData } from 'node:worker_threads';
import type { EmbeddedServer, ThreadMessage, ThreadOptions } from './embedded-servers.js';
import { startSecuredServer } from './store-access/start-secured-server.js';

/** The thread's program: starts the servers that are wanted, says where they are, and closes them when told to. */
const port = parentPort;
if (port === null) throw new Error('this is the program of a thread');
const { dataDir, wanted, ports } = workerData as ThreadOptions;

const tell = (message: ThreadMessage): void => port.postMessage(message);
const logFrom = (part: string) => (event: { level: string; msg: string }) => tell({ kind: 'log', part, event });

const parts = { eventStore: 'event-store', documents: 'document-store' } as const;

const opened: { close(): Promise<void> }[] = [];
const close = async (): Promise<void> => {
  for (const server of opened.reverse()) await server.close();
};

try {
  const urls: Partial<Record<EmbeddedServer, string>> = {};
  for (const name of wanted) {
    const server = await startSecuredServer(name, { dataDir, port: ports[name], log: logFrom(parts[name]) });
    opened.push(server);
    urls[name] = server.url;
  }
  tell({ kind: 'ready', urls });
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

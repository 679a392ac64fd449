import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { startDocumentServer } from '#libs/embedded/document-server';
import { startEventStoreServer } from '#libs/embedded/event-store-server';
import type { ThreadMessage, ThreadOptions } from './embedded-servers.js';

/** The thread's program: starts the servers that are wanted, says where they are, and closes them when told to. */
const port = parentPort;
if (port === null) throw new Error('this is the program of a thread');
const { dataDir, wanted, ports } = workerData as ThreadOptions;

const tell = (message: ThreadMessage): void => port.postMessage(message);
const logFrom = (part: string) => (event: { level: string; msg: string }) => tell({ kind: 'log', part, event });

const starts = {
  eventStore: () =>
    startEventStoreServer({
      dataDir: join(dataDir, 'event-store'),
      port: ports.eventStore,
      log: logFrom('event-store'),
    }),
  documents: () =>
    startDocumentServer({ dataDir: join(dataDir, 'documents'), port: ports.documents, log: logFrom('document-store') }),
};

const opened: { close(): Promise<void> }[] = [];
const close = async (): Promise<void> => {
  for (const server of opened.reverse()) await server.close();
};

try {
  const urls: Partial<Record<keyof typeof starts, string>> = {};
  for (const name of wanted) {
    const server = await starts[name]();
    opened.push(server);
    urls[name] = server.connectionString;
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

import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadMessage, ThreadOptions } from './embedded-servers.js';
import { type SecuredServer, startSecuredServer } from './store-access/start-secured-server.js';

/** The thread's program: starts a server, says where it is, and closes it when told to. */
const port = parentPort;
if (port === null) throw new Error('this is the program of a thread');
const { name, ...options } = workerData as ThreadOptions;

const tell = (message: ThreadMessage): void => port.postMessage(message);

const parts = { eventStore: 'event-store', documents: 'document-store' } as const;
const log = (event: { level: string; msg: string }): void => tell({ kind: 'log', part: parts[name], event });

let server: SecuredServer | undefined;
try {
  server = await startSecuredServer(name, { ...options, log });
  tell({ kind: 'ready', url: server.url });
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

port.once('message', () => {
  Promise.resolve(server?.close()).then(
    () => tell({ kind: 'closed' }),
    (error: unknown) => tell({ kind: 'failed', message: String(error) }),
  );
});

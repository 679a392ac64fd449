import { startDocumentServer } from '#libs/embedded/document-server';
import { startEventStoreServer } from '#libs/embedded/event-store-server';

/** `node server.js event-store|documents <data directory>`: one embedded server as a process. SIGTERM ends it. */
const [kind, dataDir = ''] = process.argv.slice(2);
const server = await (kind === 'event-store' ? startEventStoreServer({ dataDir }) : startDocumentServer({ dataDir }));
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
process.stdout.write(`ready ${server.connectionString}\n`);

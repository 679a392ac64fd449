import type { Logger } from '#libs/observability';
import type { Settings } from '#libs/settings';
import { type EmbeddedServer, startEmbeddedServers } from './embedded-servers.js';

/** Where the event store and the database are, and how to end those that are ours. */
export interface Stores {
  readonly eventStoreUrl: string;
  readonly mongodbUrl: string;
  close(): Promise<void>;
}

/** Uses the servers that the settings name; starts an embedded one for each that they do not. */
export const openStores = async (settings: Settings, logger: Logger): Promise<Stores> => {
  const named = { eventStore: settings.EVENTSTORE_URL, documents: settings.MONGODB_URL };
  const wanted = (Object.keys(named) as EmbeddedServer[]).filter((server) => named[server] === undefined);
  const { urls, close } = await startEmbeddedServers({ dataDir: settings.DATA_DIR, wanted }, logger);
  const urlOf = (server: EmbeddedServer): string => named[server] ?? urls[server] ?? '';
  return { eventStoreUrl: urlOf('eventStore'), mongodbUrl: urlOf('documents'), close };
};

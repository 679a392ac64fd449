import { join } from 'node:path';
import { startDocumentServer } from '#libs/embedded/document-server';
import { startEventStoreServer } from '#libs/embedded/event-store-server';
import { type Logger, logTo } from '#libs/observability';
import type { Settings } from '#libs/settings';

/** Where the event store and the database are, and how to end those that are ours. */
export interface Stores {
  readonly eventStoreUrl: string;
  readonly mongodbUrl: string;
  close(): Promise<void>;
}

/** Uses the servers that the settings name; starts an embedded one for each that they do not. */
export const openStores = async (settings: Settings, logger: Logger): Promise<Stores> => {
  const opened: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const server of opened.reverse()) await server.close();
  };
  const open = async <S extends { connectionString: string; close(): Promise<void> }>(
    server: Promise<S>,
  ): Promise<string> => {
    opened.push(await server);
    return (await server).connectionString;
  };
  try {
    const eventStoreUrl =
      settings.EVENTSTORE_URL ??
      (await open(
        startEventStoreServer({ dataDir: join(settings.DATA_DIR, 'event-store'), log: logTo(logger, 'event-store') }),
      ));
    const mongodbUrl =
      settings.MONGODB_URL ??
      (await open(
        startDocumentServer({ dataDir: join(settings.DATA_DIR, 'documents'), log: logTo(logger, 'document-store') }),
      ));
    return { eventStoreUrl, mongodbUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
};

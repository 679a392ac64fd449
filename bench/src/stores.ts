import { join } from 'node:path';
import { domainEvents } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { startServer } from './programs.js';

export interface Stores {
  readonly events: EventStore;
  readonly database: ReadModelsConnection;
  /** For a program of its own: the event store's connection string, the database's. */
  readonly addresses: readonly [events: string, database: string];
  /** Of the two servers' processes, in that order. */
  readonly pids: readonly [events: number, database: number];
}

/** Both embedded servers, each alone in a process, as long as they are used. */
export const withStores = async <T>(directory: string, use: (stores: Stores) => Promise<T>): Promise<T> => {
  const eventStore = await startServer('event-store', join(directory, 'events'));
  const documentStore = await startServer('documents', join(directory, 'documents'));
  const addresses = [eventStore.connectionString, documentStore.connectionString] as const;
  const pids = [eventStore.server.pid, documentStore.server.pid] as const;
  const events = createEventStore({ connectionString: addresses[0], registry: domainEvents() });
  const database = connectReadModels({ url: addresses[1], databaseName: 'bench' });
  try {
    return await use({ events, database, addresses, pids });
  } finally {
    await Promise.all([events.close(), database.close()]);
    await eventStore.server.end();
    await documentStore.server.end();
  }
};

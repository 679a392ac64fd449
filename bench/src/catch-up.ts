import { join } from 'node:path';
import { domainEvents } from '#libs/domain';
import { collectionOf } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { projectHistory } from '#libs/history';
import { connectReadModels } from '#libs/read-models';
import { fillLog } from './fill-log.js';
import { startProgram, startServer } from './programs.js';

const PATIENCE_MS = 600_000;

export interface CatchUp {
  readonly events: number;
  readonly seconds: number;
  /** Of the projector's process. */
  readonly peakMiB: number;
}

/** Every read model of the domain from an empty database to the end of a log of at least so many events: three processes. */
export const catchUp = async (directory: string, atLeast: number): Promise<CatchUp> => {
  const eventStore = await startServer('event-store', join(directory, 'events'));
  const documentStore = await startServer('documents', join(directory, 'documents'));
  const store = createEventStore({ connectionString: eventStore.connectionString, registry: domainEvents() });
  const database = connectReadModels({ url: documentStore.connectionString, databaseName: 'bench' });
  try {
    const { events } = await fillLog(store, atLeast);
    const projector = startProgram('projector', [eventStore.connectionString, documentStore.connectionString]);
    const { ms, peakMiB } = JSON.parse(await projector.says(/^projected (.+)$/m, PATIENCE_MS)) as Record<
      string,
      number
    >;
    const lines = await database.collection(collectionOf({ ...projectHistory, generation: 1 })).countDocuments();
    if (lines !== events) throw new Error(`${events} events became ${lines} lines of history`);
    return { events, seconds: Number(ms) / 1000, peakMiB: Number(peakMiB) };
  } finally {
    await store.close();
    await database.close();
    await eventStore.server.end();
    await documentStore.server.end();
  }
};

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { domainEvents, domainProjections } from '#libs/domain';
import { collectionOf, type EventStore, Projector } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { projectHistory } from '#libs/history';
import { connectReadModels } from '#libs/read-models';
import { atLeast, type Measurement } from '../measurement.js';
import { startServer } from '../programs.js';
import { projectStory } from '../project-story.js';

const EVENTS = 50_000;
const AT_ONCE = 16;

const fill = async (store: EventStore): Promise<{ events: number; head: bigint }> => {
  let events = 0;
  let head = 0n;
  const write = async (): Promise<void> => {
    while (events < EVENTS)
      for (const { stream, appended } of projectStory()) {
        events += appended.length;
        const { position } = await store.append(stream, 'no_stream', appended);
        if (position > head) head = position;
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
  return { events, head };
};

/** The worker's projector with every read model of the domain, from an empty database to the end of the log. */
export const projection = async (directory: string): Promise<Measurement[]> => {
  const eventStore = await startServer('event-store', join(directory, 'projected-events'));
  const documentStore = await startServer('documents', join(directory, 'projected-documents'));
  const store = createEventStore({ connectionString: eventStore.connectionString, registry: domainEvents() });
  const database = connectReadModels({
    url: documentStore.connectionString,
    databaseName: 'bench',
    owner: randomUUID(),
  });
  try {
    const { events, head } = await fill(store);
    const projector = new Projector({
      events: store,
      store: database.projectionStore,
      projections: domainProjections,
    });
    const ending = new AbortController();
    const begun = performance.now();
    const running = projector.run(ending);
    while (projector.status().position < head) await new Promise((resolve) => setTimeout(resolve, 5));
    const seconds = (performance.now() - begun) / 1000;
    ending.abort();
    await running;
    const documents = await database.collection(collectionOf({ ...projectHistory, generation: 1 })).countDocuments();
    if (documents !== events) throw new Error(`${events} events became ${documents} lines of history`);
    return [
      atLeast(
        `catch-up projection, ${domainProjections.length} read models`,
        10_000,
        events / seconds,
        ` (${events.toLocaleString('en')} events in ${seconds.toFixed(1)} s)`,
      ),
    ];
  } finally {
    await store.close();
    await database.close();
    await eventStore.server.end();
    await documentStore.server.end();
  }
};

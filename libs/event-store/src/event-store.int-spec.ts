import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventStoreServer } from '#libs/embedded/event-store-server';
import { createMemoryEventStore } from '#libs/event-sourcing/testing';
import { contractRegistry } from './contract-events.js';
import { createEventStore } from './create-event-store.js';
import { eventStoreContract } from './event-store.contract.js';

eventStoreContract('in memory', () => {
  const store = createMemoryEventStore(contractRegistry);
  return Promise.resolve({ store, close: () => store.close() });
});

eventStoreContract('embedded server', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'event-store-contract-'));
  const server = await startEventStoreServer({ dataDir, port: 0 });
  const store = createEventStore({ connectionString: server.connectionString, registry: contractRegistry });
  return {
    store,
    close: async () => {
      await store.close();
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
});

const connectionString = process.env['EVENTSTORE_URL'];
if (connectionString !== undefined)
  eventStoreContract('the server at EVENTSTORE_URL', () => {
    const store = createEventStore({ connectionString, registry: contractRegistry });
    return Promise.resolve({ store, close: () => store.close() });
  });

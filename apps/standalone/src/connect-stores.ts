import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { domainProjections } from '#libs/domain';
import type { EventRegistry, EventStore } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import type { Logger } from '#libs/observability';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import type { Settings } from '#libs/settings';
import type { Stores } from './open-stores.js';

export interface Connections {
  readonly eventStore: EventStore;
  readonly database: ReadModelsConnection;
}

const RETRY_MS = 2000;

/**
 * Repeats until it works, saying each time what is missing: whoever starts later is waited for. Throws the signal's reason
 * when it aborts.
 */
const untilReachable = async (
  what: string,
  reach: () => Promise<unknown>,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> => {
  for (;;) {
    try {
      await reach();
      return;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ part: 'standalone', reason }, `waiting for ${what}: start it or correct the setting`);
      await delay(RETRY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
};

const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

export const connectStores = async (
  stores: Stores,
  registry: EventRegistry,
  settings: Settings,
  logger: Logger,
  signal: AbortSignal,
): Promise<Connections> => {
  const eventStore = createEventStore({ connectionString: stores.eventStoreUrl, registry });
  const database = connectReadModels({
    url: stores.mongodbUrl,
    databaseName: settings.MONGODB_DATABASE,
    projections: domainProjections,
    // an embedded database belongs to this process alone: whoever held a lease before is gone
    owner: settings.MONGODB_URL === undefined ? 'standalone' : randomUUID(),
    log: logger,
  });
  const eventStoreName = `the event store at ${withoutPassword(stores.eventStoreUrl)} (EVENTSTORE_URL)`;
  const databaseName = `the database at ${withoutPassword(stores.mongodbUrl)} (MONGODB_URL)`;
  await untilReachable(eventStoreName, () => eventStore.identity(), logger, signal);
  await untilReachable(databaseName, () => database.ping(), logger, signal);
  return { eventStore, database };
};

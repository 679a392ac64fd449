import { domainEvents } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { openAddress, withoutPassword } from '#libs/settings';
import { notServed } from './not-served.js';

/** Works on the log and closes the connection. Throws, in one line, where nothing is running. */
export const withEventStore = async (
  connectionString: string | undefined,
  work: (events: EventStore) => Promise<void>,
): Promise<void> => {
  if (connectionString === undefined)
    throw new Error('it is not known where the event store is: set EVENTSTORE_URL beside MONGODB_URL');
  const events = openAddress('EVENTSTORE_URL', connectionString, () =>
    createEventStore({ connectionString, registry: domainEvents() }),
  );
  try {
    await events.identity().catch((cause: unknown) => {
      throw notServed('event store', withoutPassword(connectionString), cause);
    });
    await work(events);
  } finally {
    await events.close();
  }
};

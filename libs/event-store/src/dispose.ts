import type { EventStoreDBClient } from '@eventstore/db-client';
import { within } from './within.js';

const CLOSING_MS = 2_000;

/** Ends the client's calls, then its connection, which it would keep open otherwise. Never rejects. */
export const dispose = async (client: EventStoreDBClient): Promise<void> => {
  const { getChannel } = client as unknown as { getChannel: () => Promise<{ close: () => void }> };
  const closing = async (): Promise<void> => {
    await client.dispose();
    (await getChannel()).close();
  };
  // A server that is gone answers neither; there is nothing left to close then.
  await within(CLOSING_MS, 'closing', closing()).catch(() => undefined);
};

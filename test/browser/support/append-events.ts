import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

export interface Fact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** As the commands of that person would have, in one go: the API takes its time for thousands of commands on one stream. */
export const appendEvents = async (
  dataDir: string,
  stream: string,
  actor: string,
  facts: readonly Fact[],
): Promise<void> => {
  const stores = JSON.parse(await readFile(join(dataDir, 'stores.json'), 'utf8')) as { eventStore: string };
  const client = EventStoreDBClient.connectionString(stores.eventStore);
  const events = facts.map(({ type, data }) => {
    const id = randomUUID();
    const metadata = { $correlationId: id, $causationId: id, commandId: id, bodyHash: '', schemaVersion: 1, actor };
    return jsonEvent({ id, type, data, metadata });
  });
  await client.appendToStream(stream, events);
  await client.dispose();
};

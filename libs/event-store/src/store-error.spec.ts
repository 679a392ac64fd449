import { EventStoreDBClient } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { EventStoreUnavailableError } from '#libs/event-sourcing';
import { storeError } from './store-error.js';

/** What the client says where another call of it has just given its channel up. */
const onClosedChannel = async (): Promise<unknown> => {
  const client = EventStoreDBClient.connectionString('esdb://127.0.0.1:9?tls=false');
  const { getChannel } = client as unknown as { getChannel: () => Promise<{ close: () => void }> };
  (await getChannel()).close();
  try {
    for await (const event of client.readStream('s')) return event;
    return undefined;
  } catch (error) {
    return error;
  }
};

test('a channel that was given up in this moment is a store that did not answer', async () => {
  const error = await onClosedChannel();
  expect(error).toBeInstanceOf(Error);
  expect(storeError(error, 'reading s')).toBeInstanceOf(EventStoreUnavailableError);
});

test('an error of ours stays what it is', () => {
  const error = new TypeError('x is not a function');
  expect(storeError(error, 'reading s')).toBe(error);
});

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { atLeast, type Measurement } from '../measurement.js';
import { startServer } from '../programs.js';

const WARM_UP_MS = 500;
const MEASURED_MS = 3_000;
const IN_FLIGHT = 64;

/** As large as the domain's events are. */
const payload = () => ({
  launchId: randomUUID(),
  run: 1,
  projectId: randomUUID(),
  name: 'First look',
  reference: 'quay.io/jupyter/scipy-notebook:2025-03-14',
});

/** Appends one event after the other to a stream of its own until the time is over; how many. */
const append = async (client: EventStoreDBClient, forMs: number): Promise<number> => {
  const stream = `bench-${randomUUID()}`;
  const end = performance.now() + forMs;
  let count = 0;
  let expectedRevision: bigint | typeof NO_STREAM = NO_STREAM;
  while (performance.now() < end) {
    const event = jsonEvent({ type: 'Measured', data: payload(), metadata: { commandId: randomUUID() } });
    expectedRevision = (await client.appendToStream(stream, event, { expectedRevision })).nextExpectedRevision;
    count += 1;
  }
  return count;
};

const rate = async (client: EventStoreDBClient, inFlight: number): Promise<number> => {
  const all = (forMs: number) => Promise.all(Array.from({ length: inFlight }, () => append(client, forMs)));
  await all(WARM_UP_MS);
  const begun = performance.now();
  const counts = await all(MEASURED_MS);
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - begun) / 1000);
};

/** Each with its expected revision, on disk when it is answered; the official client against the embedded store. */
export const appends = async (directory: string): Promise<Measurement[]> => {
  const { server, connectionString } = await startServer('event-store', join(directory, 'appends'));
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    return [
      atLeast('durable appends, one after the other', 1_000, await rate(client, 1)),
      atLeast(`durable appends, ${IN_FLIGHT} in flight`, 6_000, await rate(client, IN_FLIGHT)),
    ];
  } finally {
    await client.dispose();
    await server.end();
  }
};

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type EventStoreServer, type EventStoreServerOptions, startEventStoreServer } from '../index.js';

export interface RunningServer {
  readonly server: EventStoreServer;
  readonly client: EventStoreDBClient;
}

/** Runs `use` with an empty directory, which is removed afterwards. */
export const withDirectory = async <T>(use: (dataDir: string) => Promise<T>): Promise<T> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'event-store-'));
  try {
    return await use(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

/** Runs `use` with a server on a directory and an official client of it; both are closed afterwards. */
export const withServerOn = async <T>(
  dataDir: string,
  use: (running: RunningServer) => Promise<T>,
  options: Partial<EventStoreServerOptions> = {},
): Promise<T> => {
  const server = await startEventStoreServer({ ...options, dataDir });
  const client = EventStoreDBClient.connectionString(server.connectionString);
  try {
    return await use({ server, client });
  } finally {
    await client.dispose();
    await server.close();
  }
};

/** Runs `use` with a server on an empty directory. */
export const withServer = <T>(
  use: (running: RunningServer) => Promise<T>,
  options: Partial<EventStoreServerOptions> = {},
): Promise<T> => withDirectory((dataDir) => withServerOn(dataDir, use, options));

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll } from 'vitest';
import { startDocumentServer } from './document-server.js';

interface StartedDocuments {
  readonly client: MongoClient;
  readonly connectionString: string;
}

/** For a whole spec file: a document server on a directory of its own and a client of it, until its tests are over. */
export const startedDocuments = async (): Promise<StartedDocuments> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-documents-'));
  const server = await startDocumentServer({ dataDir, port: 0 });
  const client = await MongoClient.connect(server.connectionString);
  afterAll(async () => {
    await client.close();
    await server.close();
    await rm(dataDir, { recursive: true });
  });
  return { client, connectionString: server.connectionString };
};

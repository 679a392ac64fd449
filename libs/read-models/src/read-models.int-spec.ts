import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocumentServer } from '#libs/embedded/document-server';
import { databaseContract } from './database.contract.js';

databaseContract('embedded server', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'read-models-contract-'));
  const server = await startDocumentServer({ dataDir, port: 0 });
  return {
    url: server.connectionString,
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
});

const url = process.env['MONGODB_URL'];
if (url !== undefined)
  databaseContract('the server at MONGODB_URL', () => Promise.resolve({ url, close: () => Promise.resolve() }));

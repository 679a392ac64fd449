import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { DatabaseUnavailableError } from '#libs/event-sourcing';
import { freePort } from '../../../test/support/free-port.js';
import { connectReadModels, type ReadModelsConnection } from './connect-read-models.js';

interface Thing {
  readonly _id: string;
}

describe('a database that cannot be reached', () => {
  let dataDir: string;
  let server: DocumentServer;
  let database: ReadModelsConnection;

  const startAgain = async (): Promise<void> => {
    server = await startDocumentServer({ dataDir, port: server.port });
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'read-models-unreachable-'));
    // one that nobody is given while it is away
    server = await startDocumentServer({ dataDir, port: await freePort() });
    database = connectReadModels({ url: server.connectionString, databaseName: 'unreachable' });
  });
  afterEach(async () => {
    await database.close();
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  test('when it is asked first is found once it is there', async () => {
    const things = database.collection<Thing>('things');
    await server.close();
    await expect(things.findOne({ _id: 'a' })).rejects.toThrow(DatabaseUnavailableError);
    await startAgain();
    await things.insertOne({ _id: 'a' });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a' });
  }, 30_000);

  test('any more is reported as such, and found again', async () => {
    const things = database.collection<Thing>('things');
    await things.insertOne({ _id: 'a' });
    await server.close();
    await expect(things.findOne({ _id: 'a' })).rejects.toThrow(DatabaseUnavailableError);
    await expect(database.ping()).rejects.toThrow(DatabaseUnavailableError);
    await startAgain();
    expect(await things.find({}).toArray()).toEqual([{ _id: 'a' }]);
  }, 30_000);

  test('without a password that it asks for is known before anything is asked of it', async () => {
    const users = [{ name: 'ann', password: 'secret' }];
    const guarded = await startDocumentServer({ dataDir: join(dataDir, 'guarded'), users });
    const stranger = connectReadModels({ url: guarded.connectionString, databaseName: 'unreachable' });
    const known = connectReadModels({
      url: guarded.connectionString.replace('//', '//ann:secret@'),
      databaseName: 'unreachable',
    });
    try {
      await expect(stranger.ping()).rejects.toThrow('requires authentication');
      await expect(known.ping()).resolves.toBeUndefined();
    } finally {
      await Promise.all([stranger.close(), known.close()]);
      await guarded.close();
    }
  });

  test('because this connection to it was closed is reported as such', async () => {
    await database.ping();
    await database.close();
    await expect(database.ping()).rejects.toThrow(DatabaseUnavailableError);
  });
});

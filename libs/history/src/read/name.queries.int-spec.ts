import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DocumentUserDirectory, type UserDirectoryRow } from '#libs/access';
import { createEventRegistry, Projector } from '#libs/event-sourcing';
import { createMemoryEventStore, projectAll } from '#libs/event-sourcing/testing';
import { projectEvents } from '#libs/projects';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { historyNames } from './history-names.projection.js';
import { NameQueries } from './name.queries.js';
import { scannedBy } from './scanned-by.fixture.js';

const { client, connectionString } = await startedDocuments();

const MANY = 1_000;
const projectId = randomUUID();
const repositories = Array.from({ length: MANY }, () => randomUUID());
const people = Array.from({ length: MANY }, () => randomUUID());

const connected = (repositoryId: string) => {
  const id = randomUUID();
  const metadata = { $correlationId: id, $causationId: id, commandId: id, bodyHash: '', actor: 'a', schemaVersion: 1 };
  return { id, type: 'RepositoryConnected', data: { projectId, repositoryId, url: 'x', name: 'analysis' }, metadata };
};

describe('names in a large project', () => {
  const store = createMemoryEventStore(createEventRegistry([projectEvents]));
  let database: ReadModelsConnection;

  beforeAll(async () => {
    const projections = [historyNames];
    database = connectReadModels({ url: connectionString, databaseName: 'names', projections });
    await database
      .collection<UserDirectoryRow>('users')
      .insertMany(people.map((_id) => ({ _id, identity: _id, displayName: 'Grace' })));
    await store.append(`project-${projectId}`, 'no_stream', repositories.map(connected));
    const projector = new Projector({ events: store, store: database.projectionStore, projections });
    // a projector looks at documents as well
    await projectAll(projector, store);
  });
  afterAll(async () => {
    await database.close();
  });

  test('a page looks at what is named in it and at nothing else', async () => {
    const directory = new DocumentUserDirectory(database.collection<UserDirectoryRow>('users'));
    const names = new NameQueries(database.readModels, directory);
    const page = [3, 500, 500].map((index) => ({
      ...{ position: '99999', projectId, actor: people[index]! },
      data: { repositoryId: repositories[index]! },
    }));
    await names.named(page);
    const before = await scannedBy(client);
    const named = await names.named(page);
    // and, now and then, the catalogue of read models
    expect((await scannedBy(client)) - before).toBeLessThanOrEqual(2 + 2 + 2);
    expect(named[0]?.names).toEqual({ [people[3]!]: 'Grace', [repositories[3]!]: 'analysis' });
  });
});

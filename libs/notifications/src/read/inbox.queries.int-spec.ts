import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEventRegistry, Projector } from '#libs/event-sourcing';
import { createMemoryEventStore, projectAll } from '#libs/event-sourcing/testing';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { scannedBy } from '../../../history/src/read/scanned-by.fixture.js';
import { grace, idOf, raised } from '../inbox.fixture.js';
import { INBOX_SIZE, inboxStream } from '../inbox.js';
import { notificationsEvents } from '../notifications.events.js';
import { InboxQueries } from './inbox.queries.js';
import { type NotificationDocument, notificationDocuments } from './notifications.projection.js';

const { client, connectionString } = await startedDocuments();
const projections = [notificationDocuments];
let database: ReadModelsConnection;

const told = (build: string) => {
  const id = randomUUID();
  const metadata = { $correlationId: id, $causationId: id, commandId: id, bodyHash: '', actor: 'a', schemaVersion: 1 };
  return { id, ...raised(build), metadata };
};

beforeAll(async () => {
  const store = createMemoryEventStore(createEventRegistry([notificationsEvents]));
  database = connectReadModels({ url: connectionString, databaseName: 'inbox', projections });
  const builds = Array.from({ length: INBOX_SIZE }, (_, n) => told(String(n)));
  await store.append(inboxStream(grace), 'no_stream', builds);
  const projector = new Projector({ events: store, store: database.projectionStore, projections });
  await projectAll(projector, store);
});
afterAll(() => database.close());

test('whether one of many is unread still is found by looking at it alone', async () => {
  const noneKnown = { withIds: () => Promise.resolve(new Map()) } as never;
  const inbox = new InboxQueries(database.readModels, noneKnown, noneKnown);
  await inbox.stillUnread(grace, [idOf('1')]);
  const before = await scannedBy(client);
  await inbox.stillUnread(grace, [idOf('2')]);
  // and, now and then, the catalogue of read models
  expect((await scannedBy(client)) - before).toBeLessThanOrEqual(1 + 1);
});

test('the newest that may be read are found in two reads, behind however many that may not', async () => {
  const documents = database.readModels.documents<NotificationDocument>(notificationDocuments);
  let reads = 0;
  const find: typeof documents.find = (...asked) => {
    reads += 1;
    return documents.find(...asked);
  };
  const noneKnown = { withIds: () => Promise.resolve(new Map()) } as never;
  const inbox = new InboxQueries({ documents: () => ({ find }) } as never, noneKnown, noneKnown);
  expect(await inbox.page({ userId: grace, displayName: 'Grace', roles: new Set() }, { limit: 1 })).toEqual([]);
  expect(reads).toBe(2);
});

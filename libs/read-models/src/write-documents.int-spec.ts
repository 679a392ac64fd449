import { expect, test } from 'vitest';
import { startedDocuments } from '../../embedded/document-server/src/started-documents.fixture.js';
import type { Stored } from './stored-fields.js';
import { DocumentWriter } from './write-documents.js';

const { client } = await startedDocuments();

const change = (id: string, doc: object) => ({ before: undefined, after: { id, position: 1n, doc } });

test.each([
  ['a server refuses', { a: [1, 2], b: [1, 2] }],
  ['the driver refuses', { text: 'x'.repeat(17 * 2 ** 20) }],
])('what %s for good is named, and the rest is written', async (_, never) => {
  const collection = client.db('writing').collection<Stored>('documents');
  await collection.deleteMany({});
  await collection.createIndex({ a: 1, b: 1 });
  const known = change('known', { n: 1 });
  await new DocumentWriter(collection).write([known]);
  const changes = [known, change('never', never), change('new', { n: 2 })];
  expect([...(await new DocumentWriter(collection).write(changes)).keys()]).toEqual(['never']);
  expect((await collection.find({}).toArray()).map(({ _id }) => _id).toSorted()).toEqual(['known', 'new']);
});

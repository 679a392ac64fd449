import { BSON, type Db, type Document } from 'mongodb';
import { concerns } from './concerns.js';
import type { StoredRow } from './underived-documents.js';

const BATCH = 500;

/** Puts them into collections that have none of them. Resolves with how many there were. */
export const putDocuments = async (db: Db, rows: AsyncIterable<StoredRow>): Promise<number> => {
  let batch: Document[] = [];
  let into = '';
  let count = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await db.collection(into, concerns.durable).insertMany(batch);
    count += batch.length;
    batch = [];
  };
  for await (const { collection, document } of rows) {
    if (collection !== into || batch.length === BATCH) await flush();
    into = collection;
    batch.push(BSON.EJSON.parse(document, { relaxed: false }) as Document);
  }
  await flush();
  return count;
};

import { type Collection, MongoServerError } from 'mongodb';
import type { Stored } from './stored-fields.js';

const DUPLICATE_KEY = 11_000;

/** False where there is such a document already. */
export const insertedOnce = async (collection: Collection<Stored>, document: Stored): Promise<boolean> => {
  try {
    await collection.insertOne(document);
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
};

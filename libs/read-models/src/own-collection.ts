import type { Collection, Filter as MongoFilter } from 'mongodb';
import type { Filter, FindOptions, ProjectionIndex } from '#libs/event-sourcing';
import { isDuplicate } from './mongo-projection-store.js';
import type { Stored } from './stored-fields.js';

/** A document of a collection that is not projected. */
export type Own<Doc extends object> = Doc & { readonly _id: string };

/** One of the few collections that events do not feed: what must be forgettable, or is nobody's history. */
export interface OwnCollection<Doc extends object> {
  get(id: string): Promise<Own<Doc> | undefined>;
  find(filter: Filter, options?: FindOptions): Promise<Own<Doc>[]>;
  /** False where the id, or what a unique index guards, is taken. */
  insert(doc: Own<Doc>): Promise<boolean>;
  /** Sets these members; false where there is no such document, or a unique index refuses. */
  update(id: string, members: Partial<Doc>): Promise<boolean>;
  /** False where there was none. */
  delete(id: string): Promise<boolean>;
  ensureIndex(index: ProjectionIndex): Promise<void>;
}

const unlessDuplicate = async (work: () => Promise<boolean>): Promise<boolean> => {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
};

export const ownCollection = <Doc extends object>(collection: Collection<Stored>): OwnCollection<Doc> => ({
  get: async (id) => ((await collection.findOne({ _id: id })) as Own<Doc> | null) ?? undefined,
  find: async (filter, { sort, skip, limit } = {}) => {
    const cursor = collection.find(filter as MongoFilter<Stored>);
    if (sort !== undefined) cursor.sort({ ...sort });
    if (skip !== undefined) cursor.skip(skip);
    if (limit !== undefined) cursor.limit(limit);
    return (await cursor.toArray()) as unknown as Own<Doc>[];
  },
  insert: (doc) => unlessDuplicate(async () => (await collection.insertOne({ ...doc })).acknowledged),
  update: (id, members) =>
    unlessDuplicate(async () => (await collection.updateOne({ _id: id }, { $set: { ...members } })).matchedCount === 1),
  delete: async (id) => (await collection.deleteOne({ _id: id })).deletedCount === 1,
  ensureIndex: async ({ keys, unique }) => {
    await collection.createIndex({ ...keys }, { unique: unique === true }, {});
  },
});

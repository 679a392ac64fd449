import type { Collection, Db } from 'mongodb';
import {
  type Counted,
  type Documents,
  type Filter,
  type FindOptions,
  type LiveCollections,
  type Projected,
  type Projection,
  type ReadModels,
} from '#libs/event-sourcing';
import { decodePosition, type Stored } from './stored-fields.js';

/** Not a copy: the driver has made it for whoever asked. */
const projected = <Doc extends object>(stored: Stored): Projected<Doc> => {
  const doc: Record<string, unknown> = stored;
  doc['_position'] = decodePosition(stored['_position']);
  if ('_broken' in doc) delete doc['_broken'];
  return doc as Projected<Doc>;
};

/** Read models over MongoDB's protocol, as queries see them. */
export class MongoReadModels implements ReadModels {
  constructor(
    private readonly db: Db,
    private readonly collections: LiveCollections,
  ) {}

  documents<Doc extends object>(projection: Pick<Projection<Doc>, 'name' | 'version'>): Documents<Doc> {
    return {
      get: async (id) => {
        const stored = await (await this.collection(projection)).findOne({ _id: id });
        return stored === null || stored['_removed'] === true ? undefined : projected<Doc>(stored);
      },
      find: async (filter, options = {}) =>
        (await this.find(await this.collection(projection), filter, options)).map(projected<Doc>),
      countBy: async (filter, fields) => this.countBy(await this.collection(projection), filter, fields),
    };
  }

  live(projection: Pick<Projection, 'name' | 'version'>): Promise<string> {
    return this.collections.collectionOf(projection);
  }

  position(): Promise<bigint> {
    return this.collections.position();
  }

  waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    return this.collections.waitFor(position, timeoutMs);
  }

  private find(collection: Collection<Stored>, filter: Filter, { sort, limit }: FindOptions): Promise<Stored[]> {
    const cursor = collection.find({ ...filter, _removed: { $exists: false } });
    if (sort !== undefined) cursor.sort({ ...sort });
    // one answer, where the database's first one would be 101 documents at most
    if (limit !== undefined) cursor.limit(limit).batchSize(limit);
    return cursor.toArray();
  }

  private async countBy(collection: Collection<Stored>, filter: Filter, fields: readonly string[]): Promise<Counted[]> {
    // a key of a group has no dots
    const keys = Object.fromEntries(fields.map((field, index) => [`f${index}`, `$${field}`]));
    const groups = collection.aggregate<{ _id: Record<string, unknown>; count: number }>([
      { $match: { ...filter, _removed: { $exists: false } } },
      { $group: { _id: keys, count: { $sum: 1 } } },
    ]);
    return (await groups.toArray()).map(({ _id, count }) => ({
      // servers differ in whether a missing field is in the key
      values: fields.map((_, index) => _id[`f${index}`] ?? undefined),
      count,
    }));
  }

  private async collection(projection: Pick<Projection, 'name' | 'version'>): Promise<Collection<Stored>> {
    return this.db.collection<Stored>(await this.live(projection));
  }
}

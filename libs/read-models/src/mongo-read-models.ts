import type { Collection, Db } from 'mongodb';
import {
  collectionOf,
  type Documents,
  type Filter,
  type FindOptions,
  MAIN_RUN,
  type Projected,
  type Projection,
  type ReadModels,
} from '#libs/event-sourcing';
import { MongoProjectionStore } from './mongo-projection-store.js';
import { PositionWatch } from './position-watch.js';
import { decodePosition, type Stored } from './stored-fields.js';

/** How long a flip may go unnoticed; the projector keeps replaced documents for much longer. */
const ALIAS_MS = 1_000;

type Aliases = ReadonlyMap<string, string>;

const projected = <Doc extends object>(stored: Stored): Projected<Doc> => {
  const doc: Record<string, unknown> = { ...stored, _position: decodePosition(stored['_position']) };
  delete doc['_broken'];
  return doc as Projected<Doc>;
};

/** Read models over MongoDB's protocol, as queries see them. */
export class MongoReadModels implements ReadModels {
  private readonly store: MongoProjectionStore;
  private readonly watch: PositionWatch;
  private aliases: { readonly read: Promise<Aliases>; readonly at: number } | undefined;

  constructor(private readonly db: Db) {
    this.store = new MongoProjectionStore(db);
    this.watch = new PositionWatch(async () => (await this.store.checkpoint(MAIN_RUN))?.position ?? 0n);
  }

  documents<Doc extends object>(projection: Pick<Projection<Doc>, 'name' | 'version'>): Documents<Doc> {
    return {
      get: async (id) => {
        const stored = await (await this.collection(projection)).findOne({ _id: id });
        return stored === null || stored['_removed'] === true ? undefined : projected<Doc>(stored);
      },
      find: async (filter, options = {}) =>
        (await this.find(await this.collection(projection), filter, options)).map(projected<Doc>),
    };
  }

  async live({ name, version }: { name: string; version: number }): Promise<string> {
    // before its first flip a new projection shows what is there of it already
    return (await this.readAliases()).get(name) ?? collectionOf({ name, version, generation: 1 });
  }

  position(): Promise<bigint> {
    return this.watch.position();
  }

  waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    return this.watch.waitFor(position, timeoutMs);
  }

  private find(collection: Collection<Stored>, filter: Filter, { sort, limit, skip }: FindOptions): Promise<Stored[]> {
    const cursor = collection.find({ ...filter, _removed: { $exists: false } });
    if (sort !== undefined) cursor.sort({ ...sort });
    if (skip !== undefined) cursor.skip(skip);
    if (limit !== undefined) cursor.limit(limit);
    return cursor.toArray();
  }

  private async collection(projection: { name: string; version: number }): Promise<Collection<Stored>> {
    return this.db.collection<Stored>(await this.live(projection));
  }

  private async readAliases(): Promise<Aliases> {
    const now = performance.now();
    if (this.aliases === undefined || now - this.aliases.at > ALIAS_MS)
      this.aliases = { read: this.loadAliases(), at: now };
    try {
      return await this.aliases.read;
    } catch (error) {
      this.aliases = undefined;
      throw error;
    }
  }

  private async loadAliases(): Promise<Aliases> {
    const entries = await this.store.catalogue();
    return new Map(
      entries.flatMap(({ name, live }) => (live === undefined ? [] : [[name, collectionOf({ name, ...live })]])),
    );
  }
}

import { randomUUID } from 'node:crypto';
import { type Collection, type Document, MongoClient } from 'mongodb';
import {
  type AnyProjection,
  Lease,
  type LeaseRecord,
  LiveCollections,
  type Log,
  type ProjectionStore,
  type ReadModels,
  SharedLease,
  silentLog,
  systemTiming,
  type Timing,
} from '#libs/event-sourcing';
import { bounded } from './bounded.js';
import { concerns } from './concerns.js';
import { madeOf } from './made-of.js';
import { MongoLeaseStore } from './mongo-lease-store.js';
import { MongoProjectionStore, PROJECTIONS } from './mongo-projection-store.js';
import { MongoReadModels } from './mongo-read-models.js';
import { putDocuments } from './put-documents.js';
import { ReplaceableClient } from './replaceable-client.js';
import { entryId } from './stored-entry.js';
import type { Stored } from './stored-fields.js';
import { type StoredRow, underivedDocuments } from './underived-documents.js';

const LEASES = 'leases';

export interface ReadModelsOptions {
  /** `mongodb://host:port/…`. */
  readonly url: string;
  /** The URL's database unless given. */
  readonly databaseName?: string;
  /** Those that this program reads; others cannot be read over this connection. */
  readonly projections?: readonly Pick<AnyProjection, 'name' | 'version'>[];
  /** Names this process where only one may act; random unless given. */
  readonly owner?: string;
  /** The database is one of this process: nobody acts on what it held when it comes back without its last documents. */
  readonly endsWithUs?: boolean;
  readonly log?: Log;
  readonly timing?: Timing;
}

/** One connection to the database of read models. */
export interface ReadModelsConnection {
  readonly readModels: ReadModels;
  readonly projectionStore: ProjectionStore;
  /** A lease among all who connect to this database; its TTL is 10 s unless given. */
  lease(name: string, ttlMs?: number): Lease;
  /** One that those who ask for it so hold together, each some of so many shards of the work. */
  sharedLease(name: string, shards: number, ttlMs?: number): SharedLease;
  /** All that were ever taken, by name: to see who acts. */
  leases(): Promise<ReadonlyMap<string, LeaseRecord>>;
  /** What the database server says of itself. */
  server(): Promise<{ readonly version: string; readonly time: Date }>;
  /** A collection that no projection feeds, in the driver's own words: pass it on as the little that its owner needs. */
  collection<Doc extends Document>(name: string): Collection<Doc>;
  /** What the log up to a position, which was read before, does not hold: for a backup. */
  underived(position: bigint): AsyncIterable<StoredRow>;
  /** Puts back what a backup holds, into a database that has none of it; resolves with how many documents. */
  put(rows: AsyncIterable<StoredRow>): Promise<number>;
  /** A worker of this version builds the documents anew beside the live ones. False where there is no such projection. */
  requestRebuild(projection: Pick<AnyProjection, 'name' | 'version'>): Promise<boolean>;
  /** Rejects when the database does not answer, or not to us: MongoDB's own ping needs no password. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Connects when first used; fails within seconds where there is no database. */
export const connectReadModels = ({
  url,
  databaseName,
  projections = [],
  owner = randomUUID(),
  endsWithUs = false,
  log = silentLog,
  timing = systemTiming,
}: ReadModelsOptions): ReadModelsConnection => {
  const create = (): MongoClient =>
    new MongoClient(url, {
      ignoreUndefined: true,
      serverSelectionTimeoutMS: 5_000,
      socketTimeoutMS: 30_000,
      appName: 'renku-sessions',
    });
  const client = new ReplaceableClient(create, log);
  const db = bounded(
    madeOf(
      () => client.current,
      (current) => current.db(databaseName),
    ),
    { onLost: (listener) => client.onLost(listener) },
  );
  const leases = new MongoLeaseStore(db.collection<Stored>(LEASES, concerns.durable));
  const collections = new LiveCollections({ store: new MongoProjectionStore(db), projections, timing });
  return {
    readModels: new MongoReadModels(db, collections),
    // a projector over this connection need not be waited for until its checkpoint can be read
    projectionStore: new MongoProjectionStore(db, {
      onStored: (names, position) => collections.reached(names, position),
      endsWithUs,
    }),
    lease: (name, ttlMs) => new Lease({ store: leases, name, owner, ttlMs, timing, log }),
    sharedLease: (name, shards, ttlMs) => new SharedLease({ store: leases, name, shards, owner, ttlMs, timing, log }),
    leases: () => leases.readLeases(),
    server: async () => {
      const { version } = await db.command({ buildInfo: 1 });
      const { localTime } = await db.command({ hello: 1 });
      return { version: String(version), time: localTime as Date };
    },
    collection: <Doc extends Document>(name: string) => db.collection<Doc>(name, concerns.durable),
    underived: (position) => underivedDocuments(db, position),
    put: (rows) => putDocuments(db, rows),
    requestRebuild: async (projection) => {
      const requested = { $set: { rebuildRequested: true }, $inc: { revision: 1 } };
      const catalogue = db.collection<Stored>(PROJECTIONS, concerns.durable);
      return (await catalogue.updateOne({ _id: entryId(projection) }, requested)).matchedCount === 1;
    },
    ping: async () => {
      await leases.readLease('');
    },
    close: () => client.close(),
  };
};

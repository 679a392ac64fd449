import { type Collection, type CollectionOptions, type Db, type Document, MongoServerError } from 'mongodb';
import {
  type CatalogueEntry,
  type Checkpoint,
  type CheckpointMove,
  collectionOf,
  type Damage,
  type DocumentChange,
  insertedOnce,
  type ProjectionStore,
  type ProjectionTarget,
  type SkippedEvent,
  type StoredDocument,
} from '#libs/event-sourcing';
import { adoptUnversionedCatalogue, isUnversioned } from './adopt-unversioned-catalogue.js';
import { concerns } from './concerns.js';
import { entryFields, entryFromStored, entryId } from './stored-entry.js';
import { decodePosition, encodePosition, fromStored, type Stored } from './stored-fields.js';
import { DocumentWriter } from './write-documents.js';

export const PROJECTIONS = 'projections';
export const CHECKPOINTS = 'checkpoints';
export const SKIPPED = 'skipped-events';

const NAMESPACE_NOT_FOUND = 26;

/** A collection without documents may never have come to be. */
const unlessAbsent = (error: unknown): void => {
  if (!(error instanceof MongoServerError) || error.code !== NAMESPACE_NOT_FOUND) throw error;
};

const skippedId = ({ by, position }: Pick<SkippedEvent, 'by' | 'position'>): string =>
  `${by}:${encodePosition(position)}`;

/** Everything but its id and position. */
const skippedFields = ({ by, reason, document, unreadable }: SkippedEvent): Document => ({
  by,
  reason,
  ...(document === undefined ? {} : { document }),
  ...(unreadable === undefined
    ? {}
    : { unreadable: { stream: unreadable.stream, revision: encodePosition(unreadable.revision) } }),
});

/** Of one that is unreadable. */
const skippedFromStored = (stored: Stored): SkippedEvent => {
  const { stream, revision } = stored['unreadable'] as { stream: string; revision: unknown };
  return {
    ...{ by: String(stored['by']), position: decodePosition(stored['position']), reason: String(stored['reason']) },
    unreadable: { stream, revision: decodePosition(revision) },
  };
};

export interface MongoProjectionStoreOptions {
  /** Told what collections hold, before their checkpoints say so. */
  readonly onStored?: (collections: readonly string[], position: bigint) => void;
  /** As of `ReadModelsOptions`. */
  readonly endsWithUs?: boolean;
}

/** Read models over MongoDB's protocol, as the projector keeps them. */
export class MongoProjectionStore implements ProjectionStore {
  private readonly projections: Collection<Stored>;
  private readonly positions: Collection<Stored>;
  private readonly skipped: Collection<Stored>;
  private readonly concern: Pick<CollectionOptions, 'writeConcern'>;
  private readonly onStored: NonNullable<MongoProjectionStoreOptions['onStored']>;

  constructor(
    private readonly db: Db,
    { onStored = () => undefined, endsWithUs = false }: MongoProjectionStoreOptions = {},
  ) {
    this.onStored = onStored;
    const { writeConcern } = endsWithUs ? concerns.replayable : concerns.durable;
    this.concern = { writeConcern };
    this.projections = db.collection(PROJECTIONS, concerns.durable);
    this.positions = db.collection(CHECKPOINTS, concerns.replayable);
    this.skipped = db.collection(SKIPPED, this.concern);
  }

  async catalogue(): Promise<CatalogueEntry[]> {
    const stored = await this.projections.find().toArray();
    if (!stored.some(isUnversioned)) return stored.map(entryFromStored);
    await adoptUnversionedCatalogue(this.db, { projections: this.projections, checkpoints: this.positions });
    return this.catalogue();
  }

  async save(entry: CatalogueEntry): Promise<boolean> {
    const _id = entryId(entry);
    const fields = entryFields({ ...entry, revision: entry.revision + 1 });
    if (entry.revision === 0) return insertedOnce(this.projections, { _id, ...fields });
    const known = { _id, revision: entry.revision };
    return (await this.projections.updateOne(known, { $set: fields })).matchedCount === 1;
  }

  async remove(entry: CatalogueEntry): Promise<boolean> {
    const known = { _id: entryId(entry), revision: entry.revision };
    return (await this.projections.deleteOne(known)).deletedCount === 1;
  }

  async prepare(target: ProjectionTarget): Promise<void> {
    const collection = this.documents(target);
    for (const { keys } of target.indexes) await collection.createIndex({ ...keys }, {}, {});
  }

  async drop(target: ProjectionTarget): Promise<void> {
    await this.documents(target).drop().catch(unlessAbsent);
    await this.skipped.deleteMany({ by: collectionOf(target) });
    await this.positions.deleteOne({ _id: collectionOf(target) });
  }

  async load(target: ProjectionTarget, ids: readonly string[]): Promise<StoredDocument[]> {
    return (
      await this.documents(target)
        .find({ _id: { $in: [...ids] } })
        .toArray()
    ).map(fromStored);
  }

  async *scan(target: ProjectionTarget): AsyncGenerator<StoredDocument> {
    const cursor = this.documents(target).find();
    try {
      for (let stored = await cursor.next(); stored !== null; stored = await cursor.next()) yield fromStored(stored);
    } finally {
      await cursor.close();
    }
  }

  async write(target: ProjectionTarget, changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>> {
    return new DocumentWriter(this.documents(target)).write(changes);
  }

  async checkpoints(names: readonly string[]): Promise<ReadonlyMap<string, Checkpoint>> {
    const stored = await this.positions.find({ _id: { $in: [...names] } }).toArray();
    return new Map(
      stored.map(({ _id, position, log }) => [_id, { position: decodePosition(position), log: String(log) }]),
    );
  }

  async begin(name: string, { position, log }: Checkpoint): Promise<void> {
    await insertedOnce(this.positions, { _id: name, position: encodePosition(position), log });
  }

  async advance(names: readonly string[], { log, from, to }: CheckpointMove): Promise<number> {
    this.onStored(names, to);
    const position = encodePosition(to);
    const { matchedCount } = await this.positions.updateMany(
      { _id: { $in: [...names] }, log, position: { $gte: encodePosition(from), $lt: position } },
      { $set: { position } },
    );
    return matchedCount;
  }

  async skip(events: readonly SkippedEvent[]): Promise<void> {
    await this.skipped.bulkWrite(
      events.map((event) => {
        const { by, position, document } = event;
        const _id = document === undefined ? skippedId(event) : `${by}:document:${document}`;
        const $set = { ...skippedFields(event), position: encodePosition(position) };
        return { updateOne: { filter: { _id }, update: { $set }, upsert: true } };
      }),
      { ordered: false },
    );
  }

  async unreadable(by: string): Promise<readonly SkippedEvent[]> {
    const stored = await this.skipped
      .find({ by, unreadable: { $exists: true } })
      .sort({ position: 1 })
      .toArray();
    return stored.map(skippedFromStored);
  }

  async unskip(event: Pick<SkippedEvent, 'by' | 'position'>): Promise<void> {
    await this.skipped.deleteOne({ _id: skippedId(event) });
  }

  async damage(by: readonly string[]): Promise<ReadonlyMap<string, Damage>> {
    const [broken, skipped] = await Promise.all([this.count(by, true), this.count(by, false)]);
    const damaged = by.filter((name) => broken.has(name) || skipped.has(name));
    return new Map(damaged.map((name) => [name, { broken: broken.get(name) ?? 0, skipped: skipped.get(name) ?? 0 }]));
  }

  private async count(by: readonly string[], isOfDocument: boolean): Promise<ReadonlyMap<string, number>> {
    const grouped = await this.skipped
      .aggregate<{ _id: string; count: number }>([
        { $match: { by: { $in: [...by] }, document: { $exists: isOfDocument } } },
        { $group: { _id: '$by', count: { $sum: 1 } } },
      ])
      .toArray();
    return new Map(grouped.map(({ _id, count }) => [_id, count]));
  }

  private documents(target: ProjectionTarget): Collection<Stored> {
    return this.db.collection(collectionOf(target), this.concern);
  }
}

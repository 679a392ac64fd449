import { type Collection, type Db, MongoServerError } from 'mongodb';
import {
  type CatalogueEntry,
  type Checkpoint,
  collectionOf,
  type DocumentChange,
  type Generation,
  type ProjectionStore,
  type ProjectionTarget,
  type SkippedEvent,
  type StoredDocument,
} from '#libs/event-sourcing';
import { decodePosition, encodePosition, fromStored, type Stored } from './stored-fields.js';
import { DocumentWriter } from './write-documents.js';

export const CHECKPOINTS = 'checkpoints';
export const PROJECTIONS = 'projections';
const SKIPPED = 'skipped-events';

const checkpointFields = ({ position, log, epoch }: Checkpoint): object => ({
  position: encodePosition(position),
  log,
  epoch: encodePosition(epoch),
});

const entryOf = ({ _id, live, building, retired, last, rebuildRequested }: Stored): CatalogueEntry => ({
  name: _id,
  live: (live as Generation | null | undefined) ?? undefined,
  building: (building as Generation | null | undefined) ?? undefined,
  retired: (retired as Generation[] | undefined) ?? [],
  last: Number(last ?? 0),
  rebuildRequested: rebuildRequested === true,
});

export const isDuplicate = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11_000;

const NAMESPACE_NOT_FOUND = 26;

/** A collection without documents may never have come to be. */
const unlessAbsent = (error: unknown): void => {
  if (!(error instanceof MongoServerError) || error.code !== NAMESPACE_NOT_FOUND) throw error;
};

/** Read models over MongoDB's protocol, as the projector keeps them. */
export class MongoProjectionStore implements ProjectionStore {
  constructor(private readonly db: Db) {}

  async catalogue(): Promise<CatalogueEntry[]> {
    return (await this.collection(PROJECTIONS).find().toArray()).map(entryOf);
  }

  async save({ name, live, building, retired, last }: CatalogueEntry): Promise<void> {
    const fields = { live: live ?? null, building: building ?? null, retired: [...retired], last };
    const set = building === undefined ? fields : { ...fields, rebuildRequested: false };
    await this.collection(PROJECTIONS).updateOne({ _id: name }, { $set: set }, { upsert: true });
  }

  async prepare(target: ProjectionTarget): Promise<void> {
    const collection = this.documents(target);
    for (const { keys, unique } of target.indexes)
      await collection.createIndex({ ...keys }, { unique: unique === true }, {});
  }

  async drop(target: ProjectionTarget): Promise<void> {
    await this.documents(target).drop().catch(unlessAbsent);
    await this.collection(SKIPPED).deleteMany({ by: collectionOf(target) });
  }

  async load(target: ProjectionTarget, ids: readonly string[]): Promise<StoredDocument[]> {
    return (
      await this.documents(target)
        .find({ _id: { $in: [...ids] } })
        .toArray()
    ).map(fromStored);
  }

  async write(target: ProjectionTarget, changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>> {
    return new DocumentWriter(this.documents(target), target.indexes).write(changes);
  }

  countBroken(target: ProjectionTarget): Promise<number> {
    return this.documents(target).countDocuments({ _broken: { $exists: true } });
  }

  async checkpoint(run: string): Promise<Checkpoint | undefined> {
    const stored = await this.collection(CHECKPOINTS).findOne({ _id: run });
    if (stored === null) return undefined;
    return {
      position: decodePosition(stored['position']),
      log: String(stored['log']),
      epoch: decodePosition(stored['epoch']),
    };
  }

  async advance(run: string, from: Checkpoint | undefined, to: Checkpoint): Promise<boolean> {
    const checkpoints = this.collection(CHECKPOINTS);
    if (from !== undefined) {
      const { matchedCount } = await checkpoints.updateOne(
        { _id: run, ...checkpointFields(from) },
        { $set: checkpointFields(to) },
      );
      return matchedCount === 1;
    }
    try {
      await checkpoints.insertOne({ _id: run, ...checkpointFields(to) });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async forget(run: string): Promise<void> {
    await this.collection(CHECKPOINTS).deleteOne({ _id: run });
  }

  async skip({ by, position, reason }: SkippedEvent): Promise<void> {
    const _id = `${by}:${encodePosition(position)}`;
    const set = { by, position: encodePosition(position), reason };
    await this.collection(SKIPPED).updateOne({ _id }, { $set: set }, { upsert: true });
  }

  countSkipped(by: string): Promise<number> {
    return this.collection(SKIPPED).countDocuments({ by });
  }

  private documents(target: ProjectionTarget): Collection<Stored> {
    return this.collection(collectionOf(target));
  }

  private collection(name: string): Collection<Stored> {
    return this.db.collection<Stored>(name);
  }
}

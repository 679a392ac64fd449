import {
  type AnyBulkWriteOperation,
  BSON,
  type Collection,
  MongoBulkWriteError,
  MongoInvalidArgumentError,
} from 'mongodb';
import type { DocumentChange, ProjectionIndex, StoredDocument } from '#libs/event-sourcing';
import { encodePosition, type Stored, toStored } from './stored-fields.js';

export type Refusals = Map<string, string>;

const DUPLICATE = 11_000;

/** A document is replaced by a newer one only, and a broken one by none: whoever found it whole has seen less of it. */
const replacement = (after: StoredDocument, indexes: readonly ProjectionIndex[]): AnyBulkWriteOperation<Stored> => {
  const { _id, ...replaced } = toStored(after, indexes);
  const filter = { _id, _position: { $lt: encodePosition(after.position) }, _broken: { $exists: false } };
  return { replaceOne: { filter, replacement: replaced } };
};

const operation = (
  { before, after }: DocumentChange,
  indexes: readonly ProjectionIndex[],
): AnyBulkWriteOperation<Stored> =>
  before === undefined ? { insertOne: { document: toStored(after, indexes) } } : replacement(after, indexes);

const isContentError = (error: unknown): boolean =>
  error instanceof MongoInvalidArgumentError || error instanceof BSON.BSONError || error instanceof RangeError;

/**
 * What a server refused, by the operation's place. Throws what is no refusal: the driver also wraps a lost connection, or a
 * majority that was not reached, in an error of the same class, which then names no operation.
 */
const writeErrorsOf = (error: unknown): { index: number; code: number; message: string }[] => {
  if (!(error instanceof MongoBulkWriteError)) throw error as Error;
  const refused = [error.writeErrors].flat();
  if (refused.length === 0 || error.result.getWriteConcernError() !== undefined) throw error;
  return refused.map(({ index, code, errmsg }) => ({ index, code, message: errmsg ?? `code ${code}` }));
};

/** Writes guarded documents; one instance a call. */
export class DocumentWriter {
  private readonly refusals: Refusals = new Map();

  constructor(
    private readonly collection: Collection<Stored>,
    private readonly indexes: readonly ProjectionIndex[],
  ) {}

  /** Ids of what the server will never take, and why. */
  async write(changes: readonly DocumentChange[]): Promise<Refusals> {
    const duplicates = await this.attempt(changes, (change) => operation(change, this.indexes));
    if (duplicates.size > 0)
      await this.settle(
        changes.filter(({ after }) => duplicates.has(after.id)),
        duplicates,
      );
    return this.refusals;
  }

  /** A document thought to be new was there: another worker's, or this one's when an answer got lost. Or the clash is another's. */
  private async settle(changes: readonly DocumentChange[], duplicates: Refusals): Promise<void> {
    const ids = changes.map(({ after }) => after.id);
    const present = await this.collection.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray();
    const there = new Set(present.map(({ _id }) => _id));
    const clashes = await this.attempt(
      changes.filter(({ after }) => there.has(after.id)),
      ({ after }) => replacement(after, this.indexes),
    );
    for (const [id, reason] of duplicates) if (!there.has(id)) this.refusals.set(id, reason);
    for (const [id, reason] of clashes) this.refusals.set(id, reason);
  }

  /** What clashed with a unique index, the one of `_id` among them. */
  private async attempt(
    changes: readonly DocumentChange[],
    operationOf: (change: DocumentChange) => AnyBulkWriteOperation<Stored>,
  ): Promise<Refusals> {
    const duplicates: Refusals = new Map();
    if (changes.length === 0) return duplicates;
    try {
      await this.collection.bulkWrite(changes.map(operationOf), { ordered: false });
    } catch (error) {
      if (isContentError(error)) return this.oneByOne(changes, operationOf, error);
      for (const { index, code, message } of writeErrorsOf(error)) {
        const id = changes[index]?.after.id;
        if (id !== undefined) (code === DUPLICATE ? duplicates : this.refusals).set(id, message);
      }
    }
    return duplicates;
  }

  /** The driver refuses the whole for one document, for instance a too large one. */
  private async oneByOne(
    changes: readonly DocumentChange[],
    operationOf: (change: DocumentChange) => AnyBulkWriteOperation<Stored>,
    error: unknown,
  ): Promise<Refusals> {
    const duplicates: Refusals = new Map();
    const [first, ...others] = changes;
    if (first !== undefined && others.length === 0) this.refusals.set(first.after.id, String(error));
    else
      for (const change of changes)
        for (const [id, reason] of await this.attempt([change], operationOf)) duplicates.set(id, reason);
    return duplicates;
  }
}

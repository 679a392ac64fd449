import {
  type AnyBulkWriteOperation,
  BSON,
  type Collection,
  MongoBulkWriteError,
  MongoInvalidArgumentError,
} from 'mongodb';
import type { DocumentChange, StoredDocument } from '#libs/event-sourcing';
import { encodePosition, type Stored, toStored } from './stored-fields.js';

const DUPLICATE = 11_000;

type Operation = AnyBulkWriteOperation<Stored>;

/** A document is replaced by a newer one only, and a broken one by none: whoever found it whole has seen less of it. */
const replacement = (after: StoredDocument): Operation => {
  const { _id, ...replaced } = toStored(after);
  const filter = { _id, _position: { $lt: encodePosition(after.position) }, _broken: { $exists: false } };
  return { replaceOne: { filter, replacement: replaced } };
};

const operation = ({ before, after }: DocumentChange): Operation =>
  before === undefined ? { insertOne: { document: toStored(after) } } : replacement(after);

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
  private readonly refusals = new Map<string, string>();

  constructor(private readonly collection: Collection<Stored>) {}

  /** Ids of what the server will never take, and why. */
  async write(changes: readonly DocumentChange[]): Promise<ReadonlyMap<string, string>> {
    const known = await this.attempt(changes, operation);
    // thought to be new, they were there: another worker's, or this one's when an answer got lost
    await this.attempt(known, ({ after }) => replacement(after));
    return this.refusals;
  }

  /** Resolves to what was to be new and is there. */
  private async attempt(
    changes: readonly DocumentChange[],
    operationOf: (change: DocumentChange) => Operation,
  ): Promise<DocumentChange[]> {
    if (changes.length === 0) return [];
    try {
      await this.collection.bulkWrite(changes.map(operationOf), { ordered: false });
      return [];
    } catch (error) {
      return isContentError(error) ? this.oneByOne(changes, operationOf, error) : this.sorted(changes, error);
    }
  }

  private sorted(changes: readonly DocumentChange[], error: unknown): DocumentChange[] {
    const known: DocumentChange[] = [];
    for (const { index, code, message } of writeErrorsOf(error)) {
      const change = changes[index];
      if (change === undefined) continue;
      if (code === DUPLICATE) known.push(change);
      else this.refusals.set(change.after.id, message);
    }
    return known;
  }

  /** The driver refuses the whole for one document, for instance a too large one. */
  private async oneByOne(
    changes: readonly DocumentChange[],
    operationOf: (change: DocumentChange) => Operation,
    error: unknown,
  ): Promise<DocumentChange[]> {
    const known: DocumentChange[] = [];
    const [first, ...others] = changes;
    if (first !== undefined && others.length === 0) this.refusals.set(first.after.id, String(error));
    else for (const change of changes) known.push(...(await this.attempt([change], operationOf)));
    return known;
  }
}

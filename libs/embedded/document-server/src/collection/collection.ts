import { ObjectId } from 'bson';
import { type Doc, typedOf, viewOf } from '../bson/document.js';
import { fieldsOf } from '../bson/fields-of.js';
import { idElementOf, idFirst, idValueOf } from '../bson/id-element.js';
import { nestingOf } from '../bson/nesting-of.js';
import { orderKey } from '../bson/value-order.js';
import { CommandError } from '../errors.js';
import { CollectionIndex } from './collection-index.js';
import { DocumentKeys } from './document-keys.js';
import { duplicateKey } from './duplicate-key.js';
import { ID_INDEX } from './id-index.js';
import { type IndexDefinition } from './index-definition.js';
import { type StoredDocument } from './stored-document.js';

/** Where a collection's documents are written; the write is durable when the storage says so. */
export interface DocumentRows {
  load(): Iterable<{ row: number; bytes: Uint8Array }>;
  put(row: number, bytes: Uint8Array): void;
  remove(row: number): void;
}

export const MAX_DOCUMENT_BYTES = 16_777_216;
const MOST_STORED_LEVELS = 100;

const FORBIDDEN_ID = new Set(['array', 'regex', 'undefined']);

const idKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  if (value === undefined) return 'undefined';
  return (value as Doc | null)?._bsontype === 'BSONRegExp' ? 'regex' : 'allowed';
};

/** Reads of a document what these indexes look at. */
const viewFor = (indexes: readonly CollectionIndex[]): ((bytes: Uint8Array) => Doc) => {
  if (indexes.some(({ definition }) => definition.partialFilter !== undefined)) return viewOf;
  return fieldsOf(indexes.flatMap(({ definition }) => definition.fields.map(([path]) => path)));
};

/** What came in a message must not keep the whole message in memory. */
const ownCopy = (bytes: Uint8Array): Uint8Array => Buffer.from(bytes);

/** The documents of one collection in memory, their indexes, and the way to disk. Every change is complete or refused. */
export class Collection {
  readonly documents = new Map<string, StoredDocument>();
  readonly indexes: CollectionIndex[];
  /** Documents that were looked at to answer what was asked. */
  scanned = 0;
  private indexed: (bytes: Uint8Array) => Doc;
  private idOrder: CollectionIndex | undefined;
  private nextRow = 1;

  constructor(
    /** `database.collection`, for messages. */
    public namespace: string,
    private readonly rows: DocumentRows,
    definitions: readonly IndexDefinition[],
  ) {
    this.indexes = definitions.map((definition) => new CollectionIndex(definition));
    this.indexed = viewFor(this.indexes);
    for (const { row, bytes } of rows.load()) {
      const stored = { row, idKey: orderKey(this.idOf(bytes)), bytes };
      this.nextRow = Math.max(this.nextRow, row + 1);
      this.documents.set(stored.idKey, stored);
      this.addToIndexes(stored, this.keysOf(bytes));
    }
  }

  /** @throws CommandError DuplicateKey, InvalidIdField, BSONObjectTooLarge, Overflow */
  insert(sent: Uint8Array): StoredDocument {
    const bytes = ownCopy(idFirst(sent, () => new ObjectId()));
    this.checkStorable(bytes);
    const id = this.idOf(bytes);
    const idKey = orderKey(id);
    if (this.documents.has(idKey)) throw duplicateKey(this.namespace, ID_INDEX, { _id: id });
    const stored: StoredDocument = { row: this.nextRow, idKey, bytes };
    const keys = this.keysOf(bytes);
    this.checkUnique(keys, bytes, undefined);
    this.nextRow += 1;
    this.rows.put(stored.row, bytes);
    this.documents.set(idKey, stored);
    this.addToIndexes(stored, keys);
    return stored;
  }

  /**
   * Puts other content (with the same `_id`, in front) in a document's place.
   * @returns false when the bytes were the same already
   */
  replace(stored: StoredDocument, sent: Uint8Array): boolean {
    if (Buffer.compare(stored.bytes, sent) === 0) return false;
    const bytes = ownCopy(sent);
    this.checkStorable(bytes);
    const keys = this.keysOf(bytes);
    this.checkUnique(keys, bytes, stored);
    this.moveInIndexes(stored, this.keysOf(stored.bytes), keys);
    this.rows.put(stored.row, bytes);
    stored.bytes = bytes;
    return true;
  }

  remove(stored: StoredDocument): void {
    for (const [at, keys] of this.keysOf(stored.bytes).entries()) this.indexes[at]?.delete(stored, keys);
    this.idOrder?.tree.delete(stored.idKey, stored);
    this.rows.remove(stored.row);
    this.documents.delete(stored.idKey);
  }

  /** @throws CommandError DuplicateKey when the documents already break a unique index; nothing is changed then */
  createIndex(definition: IndexDefinition): void {
    const index = new CollectionIndex(definition);
    const view = viewFor([index]);
    for (const stored of this.documents.values()) {
      const keys = index.keysOf(new DocumentKeys(view(stored.bytes)));
      if (index.conflict(keys, stored) !== undefined)
        throw duplicateKey(this.namespace, definition, typedOf(stored.bytes));
      index.add(stored, keys);
    }
    this.indexes.push(index);
    this.indexed = viewFor(this.indexes);
  }

  dropIndex(name: string): void {
    const at = this.indexes.findIndex((index) => index.definition.name === name);
    if (at >= 0) this.indexes.splice(at, 1);
    this.indexed = viewFor(this.indexes);
  }

  /** The order by `_id`, kept from the first time it is asked for: most collections are only looked up by equality. */
  idIndex(): CollectionIndex {
    if (this.idOrder === undefined) {
      this.idOrder = new CollectionIndex(ID_INDEX);
      for (const stored of this.documents.values()) this.idOrder.tree.add(stored.idKey, stored);
    }
    return this.idOrder;
  }

  /** The keys of each index. */
  private keysOf(bytes: Uint8Array): readonly (readonly string[])[] {
    if (this.indexes.length === 0) return [];
    const document = new DocumentKeys(this.indexed(bytes));
    return this.indexes.map((index) => index.keysOf(document));
  }

  private idOf(bytes: Uint8Array): unknown {
    const element = idElementOf(bytes);
    const id = element === undefined ? typedOf(bytes)._id : idValueOf(element);
    const kind = idKind(id);
    if (!FORBIDDEN_ID.has(kind)) return id;
    throw new CommandError('InvalidIdField', `The '_id' value cannot be of type ${kind}`);
  }

  private checkStorable(bytes: Uint8Array): void {
    if (bytes.length > MAX_DOCUMENT_BYTES)
      throw new CommandError(
        'BSONObjectTooLarge',
        `Document is ${bytes.length} bytes; at most ${MAX_DOCUMENT_BYTES} are allowed`,
      );
    if ((nestingOf(bytes) ?? 0) > MOST_STORED_LEVELS)
      throw new CommandError('Overflow', `Document exceeds maximum nested object depth: ${MOST_STORED_LEVELS}`);
  }

  private checkUnique(keys: readonly (readonly string[])[], bytes: Uint8Array, self: StoredDocument | undefined): void {
    for (const [at, index] of this.indexes.entries()) {
      if (index.conflict(keys[at] ?? [], self) !== undefined)
        throw duplicateKey(this.namespace, index.definition, typedOf(bytes));
    }
  }

  private addToIndexes(stored: StoredDocument, keys: readonly (readonly string[])[]): void {
    for (const [at, index] of this.indexes.entries()) index.add(stored, keys[at] ?? []);
    this.idOrder?.tree.add(stored.idKey, stored);
  }

  private moveInIndexes(
    stored: StoredDocument,
    before: readonly (readonly string[])[],
    after: readonly (readonly string[])[],
  ): void {
    for (const [at, index] of this.indexes.entries()) {
      const [old = [], now = []] = [before[at], after[at]];
      if (old.length === now.length && old.every((key, place) => key === now[place])) continue;
      index.delete(stored, old);
      index.add(stored, now);
    }
  }
}

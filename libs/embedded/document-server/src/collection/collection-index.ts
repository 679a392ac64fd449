import { type Doc } from '../bson/document.js';
import { invertedKey } from '../bson/value-order.js';
import { CommandError } from '../errors.js';
import { matcherOf } from '../query/query-engine.js';
import { compoundKeys } from './compound-keys.js';
import { type DocumentKeys } from './document-keys.js';
import { type IndexDefinition } from './index-definition.js';
import { IndexTree } from './index-tree.js';
import { type StoredDocument } from './stored-document.js';

/** One index of a collection: an ordered tree from compound keys to documents. */
export class CollectionIndex {
  readonly tree = new IndexTree<StoredDocument>();
  /** Places of fields of which a document had several values: their bounds and order need more care. */
  private readonly multikeyFields = new Set<number>();
  private readonly covers: (doc: Doc) => boolean;

  constructor(readonly definition: IndexDefinition) {
    this.covers = definition.partialFilter === undefined ? () => true : matcherOf(definition.partialFilter);
  }

  add(stored: StoredDocument, keys: readonly string[]): void {
    for (const key of keys) this.tree.add(key, stored);
  }

  delete(stored: StoredDocument, keys: readonly string[]): void {
    for (const key of keys) this.tree.delete(key, stored);
  }

  /** Some document has several keys. */
  get isMultikey(): boolean {
    return this.multikeyFields.size > 0;
  }

  isMultikeyAt(field: number): boolean {
    return this.multikeyFields.has(field);
  }

  /** The document, other than `self`, that a unique index already holds under one of these keys. */
  conflict(keys: readonly string[], self: StoredDocument | undefined): StoredDocument | undefined {
    if (!this.definition.unique) return undefined;
    for (const key of keys) for (const { item } of this.tree.range(key, key)) if (item.row !== self?.row) return item;
    return undefined;
  }

  /** @throws CommandError CannotIndexParallelArrays when more than one field of a compound index is an array */
  keysOf(document: DocumentKeys): string[] {
    const { fields, sparse } = this.definition;
    if (!this.covers(document.doc)) return [];
    const found = fields.map(([path]) => document.at(path));
    if (sparse && found.every(({ isMissing }) => isMissing)) return [];
    for (const [at, { keys }] of found.entries()) if (keys.length > 1) this.multikeyFields.add(at);
    return this.combined(found.map(({ keys }) => keys));
  }

  private combined(keysByField: readonly (readonly string[])[]): string[] {
    if (keysByField.filter((keys) => keys.length > 1).length > 1)
      throw new CommandError(
        'CannotIndexParallelArrays',
        `cannot index parallel arrays in index ${this.definition.name}`,
      );
    let combined = [''];
    for (const [at, keys] of keysByField.entries())
      combined = compoundKeys(
        combined,
        keys.map((key) => this.directed(key, at)),
      );
    return combined;
  }

  /** The key as it stands at this position of the index: descending fields are turned around. */
  directed(key: string, at: number): string {
    return this.definition.fields[at]?.[1] === -1 ? invertedKey(key) : key;
  }
}

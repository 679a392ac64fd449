import { type Doc } from '../bson/document.js';
import { valuesAt } from '../bson/field-path.js';
import { EMPTY_ARRAY_KEY, invertedKey, orderKey } from '../bson/value-order.js';
import { CommandError } from '../errors.js';
import { matcherOf } from '../query/query-engine.js';
import { compoundKeys } from './compound-keys.js';
import { type IndexDefinition } from './index-definition.js';
import { IndexTree } from './index-tree.js';
import { type StoredDocument } from './stored-document.js';

const NULL_KEY = orderKey(null);

const fieldKeys = (values: readonly unknown[]): readonly string[] => {
  if (values.length === 1 && !Array.isArray(values[0])) return [orderKey(values[0])];
  const keys = new Set<string>();
  for (const value of values) {
    if (!Array.isArray(value)) keys.add(orderKey(value));
    else if (value.length === 0) keys.add(EMPTY_ARRAY_KEY);
    else for (const element of value) keys.add(orderKey(element));
  }
  return keys.size === 0 ? [NULL_KEY] : [...keys];
};

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
  keysOf(doc: Doc): string[] {
    const { fields, sparse } = this.definition;
    if (!this.covers(doc)) return [];
    const values = fields.map(([path]) => valuesAt(doc, path));
    if (sparse && values.every((found) => found.every((value) => value === undefined))) return [];
    const keysByField = values.map(fieldKeys);
    for (const [at, keys] of keysByField.entries()) if (keys.length > 1) this.multikeyFields.add(at);
    return this.combined(keysByField);
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

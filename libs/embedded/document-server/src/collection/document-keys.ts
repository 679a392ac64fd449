import { type Doc } from '../bson/document.js';
import { valuesAt } from '../bson/field-path.js';
import { EMPTY_ARRAY_KEY, orderKey } from '../bson/value-order.js';

const NULL_KEY = orderKey(null);

const keysOf = (values: readonly unknown[]): readonly string[] => {
  if (values.length === 1 && !Array.isArray(values[0])) return [orderKey(values[0])];
  const keys = new Set<string>();
  for (const value of values) {
    if (!Array.isArray(value)) keys.add(orderKey(value));
    else if (value.length === 0) keys.add(EMPTY_ARRAY_KEY);
    else for (const element of value) keys.add(orderKey(element));
  }
  return keys.size === 0 ? [NULL_KEY] : [...keys];
};

interface AtPath {
  /** The keys that an index has of the document for this path. */
  readonly keys: readonly string[];
  readonly isMissing: boolean;
}

/** The keys of one document's fields, each made once: the indexes of a collection have most of their fields in common. */
export class DocumentKeys {
  private readonly known = new Map<string, AtPath>();

  constructor(readonly doc: Doc) {}

  at(path: string): AtPath {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const values = valuesAt(this.doc, path);
    const made = { keys: keysOf(values), isMissing: values.every((value) => value === undefined) };
    this.known.set(path, made);
    return made;
  }
}

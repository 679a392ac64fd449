import { type Doc } from '../bson/document.js';
import { valuesAt } from '../bson/field-path.js';
import { EMPTY_ARRAY_KEY, invertedKey, orderKey } from '../bson/value-order.js';
import { CommandError } from '../errors.js';

const fieldKey = (doc: Doc, path: string, descending: boolean): string => {
  const keys = valuesAt(doc, path).flatMap((value) => {
    if (!Array.isArray(value)) return [orderKey(value)];
    return value.length === 0 ? [EMPTY_ARRAY_KEY] : value.map(orderKey);
  });
  if (keys.length === 0) return orderKey(undefined);
  return keys.reduce((best, key) => (key < best === descending ? best : key));
};

const direction = (path: string, value: unknown): 1 | -1 => {
  const number = Number(value);
  if (number === 1 || number === -1) return number;
  throw new CommandError('BadValue', `$sort key ordering must be 1 (for ascending) or -1 (for descending): '${path}'`);
};

/** The sort specification as pairs of path and direction. */
export const sortFields = (spec: Doc): [string, 1 | -1][] =>
  Object.entries(spec).map(([path, value]) => [path, direction(path, value)]);

/** One string per document that sorts as the specification says: arrays by their smallest (descending: largest) element. */
export const sortKey = (doc: Doc, fields: readonly [string, 1 | -1][]): string =>
  fields
    .map(([path, order]) => {
      const key = fieldKey(doc, path, order === -1);
      return order === 1 ? key : invertedKey(key);
    })
    .join('');

/** Stable sort by a MongoDB sort specification. */
export const sortedBy = <T>(items: readonly T[], spec: Doc, docOf: (item: T) => Doc): T[] => {
  const fields = sortFields(spec);
  if (fields.length === 0) return [...items];
  const keyed = items.map((item) => ({ item, key: sortKey(docOf(item), fields) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
};

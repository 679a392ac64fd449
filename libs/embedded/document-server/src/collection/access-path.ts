import { orderKey } from '../bson/value-order.js';
import { type Condition } from '../query/conditions.js';
import { type CollectionIndex } from './collection-index.js';
import { compoundKeys } from './compound-keys.js';

export interface KeyRange {
  /** The keys of the bound fields: the same in the whole range. */
  readonly prefix: string;
  readonly lower: string;
  readonly upper: string;
}

/** Ranges of an index that together hold every document that can match. */
export interface AccessPath {
  readonly index: CollectionIndex;
  readonly ranges: readonly KeyRange[];
  /** How many leading fields are bound: the more, the fewer documents are looked at. */
  readonly bound: number;
}

const MAX_RANGES = 100_000;

const isScalar = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || value instanceof Date || '_bsontype' in value;

/** Equality can be looked up when no value is a pattern, an array or a document, nor (in a sparse index) a missing one. */
const pointKeys = (condition: Condition | undefined, index: CollectionIndex): string[] | undefined => {
  const values = condition?.equals;
  if (values === undefined || !values.every(isScalar)) return undefined;
  if (index.definition.sparse && values.some((value) => value === null || value === undefined)) return undefined;
  if (values.some((value) => (value as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp')) return undefined;
  return [...new Set(values.map(orderKey))];
};

const boundKey = (value: unknown): string | undefined =>
  value !== undefined && value !== null && isScalar(value) ? orderKey(value) : undefined;

/** The first and last key, within the type of the bound; different types never match. */
const bounds = ({ lower, upper }: Condition, multikey: boolean): [string, string] | undefined => {
  const keys = { lower: boundKey(lower), upper: boundKey(upper) };
  const type = (keys.lower ?? keys.upper)?.charAt(0);
  if (type === undefined) return undefined;
  // Different elements of an array may satisfy each bound: together they would miss documents.
  const isOneSided = multikey && keys.lower !== undefined;
  return [keys.lower ?? type, isOneSided ? type : (keys.upper ?? type)];
};

const product = (prefixes: readonly string[], keys: readonly string[]): string[] | undefined =>
  prefixes.length * keys.length > MAX_RANGES ? undefined : compoundKeys(prefixes, keys);

const ranged = (
  index: CollectionIndex,
  prefixes: readonly string[],
  limits: [string, string] | undefined,
  bound: number,
): AccessPath | undefined => {
  if (limits === undefined)
    return bound === 0
      ? undefined
      : { index, ranges: prefixes.map((prefix) => ({ prefix, lower: prefix, upper: prefix })), bound };
  const descending = index.definition.fields[bound]?.[1] === -1;
  const [first, last] = descending ? [limits[1], limits[0]] : limits;
  const ranges = prefixes.map((prefix) => ({
    prefix,
    lower: prefix + index.directed(first, bound),
    upper: prefix + index.directed(last, bound),
  }));
  return { index, ranges, bound: bound + 0.5 };
};

/** How this index can narrow the search down; undefined when it cannot. */
export const accessPath = (
  index: CollectionIndex,
  conditions: ReadonlyMap<string, Condition>,
): AccessPath | undefined => {
  const { fields, partialFilter } = index.definition;
  if (partialFilter !== undefined) return undefined;
  let prefixes: readonly string[] = [''];
  let bound = 0;
  for (const [path] of fields) {
    const condition = conditions.get(path);
    const keys = pointKeys(condition, index);
    const longer =
      keys &&
      product(
        prefixes,
        keys.map((key) => index.directed(key, bound)),
      );
    if (longer === undefined) return ranged(index, prefixes, bounds(condition ?? {}, index.isMultikeyAt(bound)), bound);
    prefixes = longer;
    bound += 1;
  }
  return { index, ranges: prefixes.map((prefix) => ({ prefix, lower: prefix, upper: prefix })), bound };
};

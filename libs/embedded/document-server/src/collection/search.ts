import { BSONRegExp } from 'bson';
import { type Doc, viewOf } from '../bson/document.js';
import { fieldsOf } from '../bson/fields-of.js';
import { orderKey } from '../bson/value-order.js';
import { type Condition, conditionsOf } from '../query/conditions.js';
import { matcherOf } from '../query/query-engine.js';
import { sortedBy, sortFields } from '../query/sort-key.js';
import { type AccessPath, accessPath } from './access-path.js';
import { type Collection } from './collection.js';
import { type CollectionIndex } from './collection-index.js';
import { mergeRanges } from './merge-ranges.js';
import { type StoredDocument, viewOfStored } from './stored-document.js';
import { walkRanges } from './walk-ranges.js';

export interface Search {
  readonly filter: Doc;
  readonly sort?: Doc | undefined;
  readonly skip?: number;
  /** At most so many documents; 0 means all. */
  readonly limit?: number;
}

/** Above that many ranges sorting what they hold is cheaper than merging them. */
const MOST_MERGED = 200;

type Sort = readonly (readonly [string, 1 | -1])[];

/** The documents whose `_id` is one of the wanted values: the way of most reads and writes. */
const byId = (collection: Collection, condition: Condition | undefined): StoredDocument[] | undefined => {
  const ids = condition?.equals;
  if (ids === undefined || ids.some((id) => id instanceof BSONRegExp || Array.isArray(id))) return undefined;
  return [...new Set(ids.map(orderKey))]
    .map((key) => collection.documents.get(key))
    .filter((found) => found !== undefined);
};

/** Whether walking the index gives the sort order: 1 forwards, -1 backwards, 0 not at all. */
const direction = (index: CollectionIndex, bound: number, sort: Sort): 1 | -1 | 0 => {
  const { fields, sparse, partialFilter } = index.definition;
  const from = Math.floor(bound);
  if (partialFilter !== undefined || (sparse && bound === 0)) return 0;
  if (sort.some((_, at) => index.isMultikeyAt(from + at))) return 0;
  const following = fields.slice(from, from + sort.length);
  const turns = sort.map(([path, order], at) => (following[at]?.[0] === path ? following[at][1] * order : 0));
  if (turns.every((turn) => turn === 1)) return 1;
  return turns.every((turn) => turn === -1) ? -1 : 0;
};

/** Whether what the path leads to can be had in the sort order, and which way round. */
const pathDirection = ({ index, ranges, bound }: AccessPath, sort: Sort): 1 | -1 | 0 =>
  sort.length > 0 && ranges.length <= MOST_MERGED ? direction(index, bound, sort) : 0;

const isBetter = (path: AccessPath, best: AccessPath | undefined, sort: Sort): boolean => {
  if (path.bound !== best?.bound) return path.bound > (best?.bound ?? 0);
  return pathDirection(best, sort) === 0 && pathDirection(path, sort) !== 0;
};

/** The path that narrows it down most; of those that do so alike, one that is in order: then a page need not be sorted out of all. */
const bestPath = (
  collection: Collection,
  conditions: ReadonlyMap<string, Condition>,
  sort: Sort,
): AccessPath | undefined => {
  const indexes = conditions.has('_id') ? [collection.idIndex(), ...collection.indexes] : collection.indexes;
  let best: AccessPath | undefined;
  for (const index of indexes) {
    const path = accessPath(index, conditions);
    if (path !== undefined && isBetter(path, best, sort)) best = path;
  }
  return best;
};

interface Candidates {
  readonly documents: Iterable<StoredDocument>;
  readonly isSorted: boolean;
}

const wholeIndex = (collection: Collection, sort: Sort): Candidates | undefined => {
  const indexes = sort[0]?.[0] === '_id' ? [collection.idIndex()] : collection.indexes;
  for (const index of indexes) {
    const order = direction(index, 0, sort);
    const path = { index, ranges: [{ prefix: '', lower: '', upper: '' }], bound: 0 };
    if (order !== 0) return { documents: walkRanges(path, order === -1), isSorted: true };
  }
  return undefined;
};

const candidates = (collection: Collection, filter: Doc, sort: Sort): Candidates => {
  const conditions = conditionsOf(filter);
  const found = byId(collection, conditions.get('_id'));
  if (found !== undefined) return { documents: found, isSorted: false };
  const path = bestPath(collection, conditions, sort);
  if (path === undefined) {
    const ordered = sort.length === 0 ? undefined : wholeIndex(collection, sort);
    return ordered ?? { documents: collection.documents.values(), isSorted: false };
  }
  const order = pathDirection(path, sort);
  const documents = order === 0 ? walkRanges(path, false) : mergeRanges(path, order === -1);
  return { documents, isSorted: order !== 0 };
};

const sliced = (documents: Iterable<StoredDocument>, skip: number, limit: number): StoredDocument[] => {
  const out: StoredDocument[] = [];
  let toSkip = skip;
  for (const stored of documents) {
    if (toSkip-- > 0) continue;
    out.push(stored);
    if (out.length === limit) break;
  }
  return out;
};

/** Reads of a document what a filter looks at: operators beside paths may look at anything. */
const viewFor = (filter: Doc): ((bytes: Uint8Array) => Doc) => {
  const paths = Object.keys(filter);
  return paths.some((path) => path.startsWith('$')) ? viewOf : fieldsOf(paths);
};

const matching = function* (
  documents: Iterable<StoredDocument>,
  filter: Doc,
  collection: Collection,
): Generator<StoredDocument> {
  const matches = matcherOf(filter);
  const view = viewFor(filter);
  const matchesAll = Object.keys(filter).length === 0;
  for (const stored of documents) {
    collection.scanned += 1;
    if (matchesAll || matches(view(stored.bytes))) yield stored;
  }
};

/** Finds documents: by an index where one helps, by looking at all of them otherwise. */
export const search = (
  collection: Collection,
  { filter, sort = {}, skip = 0, limit = 0 }: Search,
): StoredDocument[] => {
  const fields = sortFields(sort);
  const { documents, isSorted } = candidates(collection, filter, fields);
  const found = matching(documents, filter, collection);
  if (fields.length === 0 || isSorted) return sliced(found, skip, limit);
  return sliced(sortedBy([...found], sort, viewOfStored), skip, limit);
};

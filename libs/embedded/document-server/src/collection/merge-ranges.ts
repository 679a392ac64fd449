import { type AccessPath } from './access-path.js';
import { type StoredDocument } from './stored-document.js';
import { walkRanges } from './walk-ranges.js';

/** How far one range has been read. */
interface Head {
  /** What orders the documents of all ranges: the key without the range's own prefix. */
  readonly order: string;
  readonly item: StoredDocument;
  readonly next: () => Head | undefined;
}

const comesBefore = (a: Head, b: Head, backwards: boolean): boolean =>
  backwards ? a.order > b.order : a.order < b.order;

/** Heads are kept in order: the new one goes behind those that are equal. */
const insert = (heads: Head[], head: Head | undefined, backwards: boolean): void => {
  if (head === undefined) return;
  let [low, high] = [0, heads.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comesBefore(head, heads[middle] as Head, backwards)) high = middle;
    else low = middle + 1;
  }
  heads.splice(low, 0, head);
};

/**
 * The documents of all ranges in the order of what follows the ranges' bound fields, each once: no more of a range is read
 * than is taken.
 */
export const mergeRanges = function* (path: AccessPath, backwards: boolean): Generator<StoredDocument> {
  if (path.ranges.length === 1) {
    yield* walkRanges(path, backwards);
    return;
  }
  const heads: Head[] = [];
  for (const range of path.ranges) {
    const entries = path.index.tree.walk(range, backwards);
    const next = (): Head | undefined => {
      const entry = entries.next();
      if (entry.done === true) return undefined;
      const { key, item } = entry.value;
      return { order: key.slice(range.prefix.length), item, next };
    };
    insert(heads, next(), backwards);
  }
  const seen = path.index.isMultikey ? new Set<number>() : undefined;
  for (let head = heads.shift(); head !== undefined; head = heads.shift()) {
    const { item, next } = head;
    if (seen?.has(item.row) !== true) yield item;
    seen?.add(item.row);
    insert(heads, next(), backwards);
  }
};

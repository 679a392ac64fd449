import { type AccessPath } from './access-path.js';
import { type StoredDocument } from './stored-document.js';

/** The documents of one range after the other, each once. */
export const walkRanges = function* (path: AccessPath, backwards: boolean): Generator<StoredDocument> {
  const seen = path.index.isMultikey ? new Set<number>() : undefined;
  for (const range of path.ranges)
    for (const { item } of path.index.tree.walk(range, backwards)) {
      if (seen?.has(item.row)) continue;
      seen?.add(item.row);
      yield item;
    }
};

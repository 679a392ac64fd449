import { LRUCache } from 'lru-cache';
import type { StoredDocument } from '../reading/stored-document.js';
import { collectionOf, type ProjectionStore, type ProjectionTarget } from './projection-store.js';

export type DocumentStore = Pick<ProjectionStore, 'load' | 'write' | 'skip'>;

/**
 * The same store, which need not load what it has just written: most events are about documents that an event was about a moment
 * ago. For one run of the projector: what it folded is right whoever else writes the same, also where another worker is further
 * on and the write changed nothing. Broken documents are looked at again, as another worker may have found them whole.
 * @param capacity documents kept, at most: those written last
 */
export const rememberDocuments = (store: DocumentStore, capacity = 5_000): DocumentStore => {
  const written = new LRUCache<string, StoredDocument>({ max: capacity });
  const keyOf = (target: ProjectionTarget, id: string): string => `${collectionOf(target)}/${id}`;

  return {
    load: async (target, ids) => {
      const known = ids.flatMap((id) => written.get(keyOf(target, id)) ?? []);
      if (known.length === ids.length) return known;
      const have = new Set(known.map(({ id }) => id));
      const others = ids.filter((id) => !have.has(id));
      return [...known, ...(await store.load(target, others))];
    },
    write: async (target, changes) => {
      // an attempt that fails leaves it open what is stored
      for (const { after } of changes) written.delete(keyOf(target, after.id));
      const refused = await store.write(target, changes);
      for (const { after } of changes)
        if (!refused.has(after.id) && after.broken === undefined) written.set(keyOf(target, after.id), after);
      return refused;
    },
    skip: (events) => store.skip(events),
  };
};

import type { LogMessage } from '../events/event-store.js';
import type { FedCollection } from './fed-collection.js';
import { groupBy } from './group-by.js';
import { type Damage, projectBatch } from './project-batch.js';
import type { ProjectionStore } from './projection-store.js';
import { type DocumentStore, rememberDocuments } from './remember-documents.js';

/** For documents that no earlier event can have made. Where one is there nevertheless, its guard makes writing it nothing. */
const withoutLooking = (store: DocumentStore): DocumentStore => ({
  load: () => Promise.resolve([]),
  write: (target, changes) => store.write(target, changes),
  skip: (event) => store.skip(event),
});

type Feed = (collections: readonly FedCollection[], messages: readonly LogMessage[]) => Promise<Damage>;

/**
 * Brings collections up to a batch's end. Of one projection the newest generation comes first: a query that changes from an older
 * one to a newer one never sees less than before.
 */
export const feedCollections = (store: ProjectionStore): Feed => {
  const remembering = rememberDocuments(store);
  const unread = withoutLooking(store);

  const feedAll = async (generations: readonly FedCollection[], messages: readonly LogMessage[]): Promise<Damage> => {
    const sum = { broken: 0, skipped: 0 };
    for (const collection of generations) {
      const documents = collection.projection.documentPerEvent === true ? unread : remembering;
      const { broken, skipped } = await projectBatch(documents, collection, messages);
      sum.broken += broken;
      sum.skipped += skipped;
    }
    return sum;
  };

  return async (collections, messages) => {
    const byProjection = groupBy(collections, ({ projection }) => projection.name);
    const damages = await Promise.all(
      [...byProjection.values()].map((generations) =>
        feedAll(
          generations.toSorted((a, b) => b.target.generation - a.target.generation),
          messages,
        ),
      ),
    );
    return {
      broken: damages.reduce((sum, { broken }) => sum + broken, 0),
      skipped: damages.reduce((sum, { skipped }) => sum + skipped, 0),
    };
  };
};

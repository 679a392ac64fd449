import type { LogMessage } from '../events/event-store.js';
import type { FedCollection } from './fed-collection.js';
import { groupBy } from './group-by.js';
import { projectBatch } from './project-batch.js';
import type { ProjectionStore } from './projection-store.js';
import { type DocumentStore, rememberDocuments } from './remember-documents.js';

/** For documents that no earlier event can have made. Where one is there nevertheless, its guard makes writing it nothing. */
const withoutLooking = (store: DocumentStore): DocumentStore => ({
  load: () => Promise.resolve([]),
  write: (target, changes) => store.write(target, changes),
  skip: (events) => store.skip(events),
});

export type Feed = (collections: readonly FedCollection[], messages: readonly LogMessage[]) => Promise<void>;

/**
 * Brings collections up to a batch's end. Of one projection the newest generation comes first: a query that changes from an older
 * one to a newer one never sees less than before.
 */
export const feedCollections = (store: ProjectionStore): Feed => {
  const remembering = rememberDocuments(store);
  const unread = withoutLooking(store);

  const feedInOrder = async (generations: readonly FedCollection[], messages: readonly LogMessage[]): Promise<void> => {
    for (const collection of generations)
      await projectBatch(collection.projection.documentPerEvent === true ? unread : remembering, collection, messages);
  };

  return async (collections, messages) => {
    const newestFirst = collections.toSorted((a, b) => b.target.generation - a.target.generation);
    const byProjection = groupBy(newestFirst, ({ projection }) => projection.name);
    await Promise.all([...byProjection.values()].map((generations) => feedInOrder(generations, messages)));
  };
};

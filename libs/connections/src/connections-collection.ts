import type { PersonConnections } from './person-connections.js';

type Filter = Partial<Pick<PersonConnections, '_id' | 'revision'>>;

/** The little of a MongoDB collection that connections need; the driver's own `Collection<PersonConnections>` fits. */
export interface ConnectionsCollection {
  find(filter: Record<string, never>): AsyncIterable<PersonConnections>;
  findOne(filter: Filter): Promise<PersonConnections | null>;
  /** Rejects with an error whose `code` is 11000 where there is one with this id. */
  insertOne(document: PersonConnections): Promise<unknown>;
  updateOne(
    filter: Filter,
    update: { readonly $set: Pick<PersonConnections, 'revision' | 'connections'> },
  ): Promise<{ readonly matchedCount: number }>;
  deleteOne(filter: Filter): Promise<unknown>;
}

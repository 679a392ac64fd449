import type { CollectionOptions } from 'mongodb';

const readConcern = { level: 'majority' } as const;

/**
 * What a collection's acknowledged writes and its reads promise on a replica set: a majority has what was written, and only that is
 * read, so that a failover takes nothing back that somebody acted on. A compare-and-set that lost is answered once what it lost
 * to is as safe. A server that is alone takes the same words: it is its own majority.
 */
export const concerns = {
  /**
   * For what cannot be built anew, for what says who acts, and for documents: a server that is alone has it on disk before it
   * answers. A checkpoint must not outlive the documents that it speaks of: it may be written after the server that took them
   * was killed and came back without them, or to the one that took its place. A database that ends with who writes the checkpoint
   * needs none of this for its documents: it keeps what it was told in that order.
   */
  durable: { writeConcern: { w: 'majority', journal: true }, readConcern },
  /** For checkpoints: one that is lost costs projecting once more what is on disk already. */
  replayable: { writeConcern: { w: 'majority' }, readConcern },
} as const satisfies Record<string, CollectionOptions>;

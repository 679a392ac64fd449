import type { CollectionOptions } from 'mongodb';

const readConcern = { level: 'majority' } as const;

/**
 * What a collection's acknowledged writes and its reads promise on a replica set: a majority has what was written, and only that is
 * read, so that a failover takes nothing back that somebody acted on. A compare-and-set that lost is answered once what it lost
 * to is as safe. A server that is alone takes the same words: it is its own majority.
 */
export const concerns = {
  /** For what cannot be built anew, and for what says who acts: a server that is alone has it on disk before it answers. */
  durable: { writeConcern: { w: 'majority', journal: true }, readConcern },
  /**
   * For checkpoints: what a power cut takes from a server that is alone, is projected once more with the documents that were lost
   * beside it. A wait for the disk with each batch would buy nothing.
   */
  replayable: { writeConcern: { w: 'majority' }, readConcern },
} as const satisfies Record<string, CollectionOptions>;

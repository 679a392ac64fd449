import { hash } from 'node:crypto';

/**
 * Into how many shards all launches are divided, of which each worker has its share: more than there are workers, so that shares are alike.
 * Another number is another division: workers of the two versions wait for each other.
 */
export const LAUNCH_SHARDS = 16;

export const launchShards: readonly number[] = Array.from({ length: LAUNCH_SHARDS }, (_, shard) => shard);

/** The shard of a launch, for ever. */
export const shardOf = (launchId: string): number =>
  Number.parseInt(hash('sha1', launchId, 'hex').slice(0, 8), 16) % LAUNCH_SHARDS;

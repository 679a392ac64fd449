import { launchShards } from '../scheduling/launch-shards.js';

export const sagaCheckpointOf = (shard: number): string => `launch-saga-${shard}`;

/** Of all shards: what is settled of the log is settled up to the least of them. */
export const sagaCheckpoints: readonly string[] = launchShards.map(sagaCheckpointOf);

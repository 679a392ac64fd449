import type { Checkpoint } from '../following/checkpoint-store.js';
import { generationsOf } from './catalogue-entry.js';
import { collectionOf, type ProjectionStore } from './projection-store.js';

/** Of all documents that are there, of whatever version. */
export const projectionCheckpoints = async (
  store: Pick<ProjectionStore, 'catalogue' | 'checkpoints'>,
): Promise<ReadonlyMap<string, Checkpoint>> => {
  const names = (await store.catalogue()).flatMap((entry) =>
    generationsOf(entry).map((generation) => collectionOf({ ...entry, generation })),
  );
  return store.checkpoints(names);
};

import { checkLog } from '../following/cursor.js';
import { generationsOf } from './catalogue-entry.js';
import { collectionOf, type ProjectionStore } from './projection-store.js';

/** Throws ForeignLogError where anything that is there was projected from another log. */
export const checkProjectedLog = async (
  store: Pick<ProjectionStore, 'catalogue' | 'checkpoints'>,
  log: string,
): Promise<void> => {
  const names = (await store.catalogue()).flatMap((entry) =>
    generationsOf(entry).map((generation) => collectionOf({ ...entry, generation })),
  );
  for (const [name, checkpoint] of await store.checkpoints(names)) checkLog(name, checkpoint, log);
};

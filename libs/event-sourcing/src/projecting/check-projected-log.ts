import { checkLog } from '../following/cursor.js';
import { projectionCheckpoints } from './projection-checkpoints.js';
import type { ProjectionStore } from './projection-store.js';

/** Throws ForeignLogError where anything that is there was projected from another log. */
export const checkProjectedLog = async (
  store: Pick<ProjectionStore, 'catalogue' | 'checkpoints'>,
  log: string,
): Promise<void> => {
  for (const [name, checkpoint] of await projectionCheckpoints(store)) checkLog(name, checkpoint, log);
};

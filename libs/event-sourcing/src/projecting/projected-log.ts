import { projectionCheckpoints } from './projection-checkpoints.js';
import type { ProjectionStore } from './projection-store.js';

/** The identity of the log that the documents come from, for who reads documents alone; undefined before there are any. */
export const projectedLog = async (
  store: Pick<ProjectionStore, 'catalogue' | 'checkpoints'>,
): Promise<string | undefined> => {
  const [checkpoint] = (await projectionCheckpoints(store)).values();
  return checkpoint?.log;
};

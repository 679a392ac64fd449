import type { RunKey } from '../../session-runtime.js';
import type { ClusterParts } from './cluster-parts.js';
import { findPod } from './find-pod.js';
import { isConflict } from './is-conflict.js';

type Parts = Pick<ClusterParts, 'api' | 'names' | 'pods' | 'epochs'>;

/**
 * One write, which depends on the version of the pod that was judged: who has acted on it under a later epoch has changed it.
 * False where there is nothing of this run.
 */
export const endRun = async ({ launchId, run }: RunKey, epoch: bigint, parts: Parts): Promise<boolean> => {
  const name = parts.names.session(launchId);
  let pod = parts.pods.known.get(name) ?? (await findPod(name, parts));
  while (pod?.observed.run === run) {
    parts.epochs.verify(epoch, pod.epoch);
    if (pod.isEnding) return true;
    const { uid, resourceVersion } = pod;
    try {
      if (await parts.api.remove('pods', name, { uid, resourceVersion })) return true;
      parts.pods.noteAbsent(pod);
      return false;
    } catch (error) {
      if (!isConflict(error)) throw error;
      pod = await findPod(name, parts);
    }
  }
  return false;
};

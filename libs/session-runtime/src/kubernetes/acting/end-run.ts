import type { RunKey } from '../../session-runtime.js';
import type { ApiPod } from '../observing/api-pod.js';
import type { FollowedPod } from '../observing/followed-pod.js';
import type { ClusterParts } from './cluster-parts.js';
import { isConflict } from './is-conflict.js';

type Parts = Pick<ClusterParts, 'api' | 'names' | 'pods' | 'epochs'>;

/**
 * One write, which depends on the version of the pod that was judged: who has acted on it under a later epoch has changed it.
 * False where there is nothing of this run.
 */
export const endRun = async ({ launchId, run }: RunKey, epoch: bigint, parts: Parts): Promise<boolean> => {
  const name = parts.names.session(launchId);
  let pod = parts.pods.known.get(name) ?? (await find(name, parts));
  while (pod?.observed.run === run) {
    parts.epochs.verify(epoch, pod.epoch);
    if (pod.isEnding) return true;
    const { uid, resourceVersion } = pod;
    try {
      if (await parts.api.remove('pods', name, { uid, resourceVersion })) return true;
      parts.pods.noteAbsent(name);
      return false;
    } catch (error) {
      if (!isConflict(error)) throw error;
      pod = await find(name, parts);
    }
  }
  return false;
};

async function find(name: string, { api, pods }: Parts): Promise<FollowedPod | undefined> {
  const found = await api.find<ApiPod>('pods', name);
  if (found !== undefined) return pods.note(found);
  pods.noteAbsent(name);
  return undefined;
}

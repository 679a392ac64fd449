import { type RunSpec, RuntimeBusyError } from '../../session-runtime.js';
import { metadataKeys as keys } from '../objects/metadata-keys.js';
import type { ApiPod } from '../observing/api-pod.js';
import type { FollowedPod } from '../observing/followed-pod.js';
import type { ClusterParts } from './cluster-parts.js';
import { isConflict } from './is-conflict.js';

/**
 * Takes a launch's pod for this run, under this epoch: whoever meant to delete it under an older one finds it changed. False
 * where it is gone; rejects with RuntimeBusyError where it is another run's, or is ending.
 */
export const adoptRun = async (
  { launchId, run, epoch }: RunSpec,
  found: FollowedPod,
  { api, pods, epochs }: Pick<ClusterParts, 'api' | 'pods' | 'epochs'>,
): Promise<boolean> => {
  let pod = found;
  for (;;) {
    epochs.verify(epoch, pod.epoch);
    const other = pod.observed.run;
    if (other !== run)
      throw new RuntimeBusyError(`Run ${other} of ${launchId} still exists. End it before run ${run} starts.`);
    if (pod.isEnding) throw new RuntimeBusyError(`Run ${run} of ${launchId} is being ended.`);
    if (pod.epoch === epoch) return true;
    const { name, uid, resourceVersion } = pod;
    const metadata = { uid, resourceVersion, annotations: { [keys.epoch]: String(epoch) } };
    const stamped = await api.merge<ApiPod>('pods', name, { metadata }).catch((error: unknown) => {
      if (!isConflict(error)) throw error;
      return api.find<ApiPod>('pods', name);
    });
    if (stamped === undefined) {
      pods.noteAbsent(pod);
      return false;
    }
    pod = pods.note(stamped);
  }
};

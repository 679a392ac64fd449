import { RuntimeBusyError } from '../../session-runtime.js';
import type { ApiObject } from '../api/api-object.js';
import { metadataKeys as keys, selectorOf } from '../objects/metadata-keys.js';
import type { ApiPod } from '../observing/api-pod.js';
import { epochIn } from '../observing/epoch-in.js';
import type { ClusterParts } from './cluster-parts.js';
import { isConflict } from './is-conflict.js';

/**
 * Asks who uses it, since it is for good, and deletes the very claim that it asked about. A pod that is made in between keeps
 * its disk: the cluster deletes a claim when no pod has it any more.
 */
export const discardDisk = async (diskId: string, epoch: bigint, parts: ClusterParts): Promise<void> => {
  const { api, names, epochs } = parts;
  const name = names.disk(diskId);
  for (;;) {
    const claim = await api.find<ApiObject>('persistentvolumeclaims', name);
    if (claim === undefined) return;
    await refuseInUse(diskId, parts);
    const { uid, resourceVersion, annotations } = claim.metadata;
    // It is for good: what is heard by a watch is not enough.
    await epochs.verifyStored(epoch);
    epochs.verify(epoch, epochIn(annotations));
    try {
      // first: a later run that finds it takes the disk to be there, too
      await api.remove('secrets', name);
      await api.remove('persistentvolumeclaims', name, { uid, resourceVersion });
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
};

async function refuseInUse(diskId: string, { api, pods, installation }: ClusterParts): Promise<void> {
  const labelSelector = `${selectorOf(installation)},${keys.disk}=${diskId}`;
  for await (const { items } of api.list<ApiPod>({ resource: 'pods', labelSelector })) {
    const user = items
      .map((pod) => pods.note(pod).observed)
      .find(({ status }) => status === 'starting' || status === 'ready');
    if (user === undefined) continue;
    throw new RuntimeBusyError(`Disk ${diskId} is in use by run ${user.run} of ${user.launchId}. End that run first.`);
  }
}

import type { ApiPod } from '../observing/api-pod.js';
import type { FollowedPod } from '../observing/followed-pod.js';
import type { ClusterParts } from './cluster-parts.js';

/** As it is now, whatever the feed has heard; the feed learns it. */
export const findPod = async (
  name: string,
  { api, pods }: Pick<ClusterParts, 'api' | 'pods'>,
): Promise<FollowedPod | undefined> => {
  const asked = pods.known.get(name);
  const found = await api.find<ApiPod>('pods', name);
  if (found !== undefined) return pods.note(found);
  if (asked !== undefined) pods.noteAbsent(asked);
  return undefined;
};

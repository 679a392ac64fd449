import type { V1PersistentVolumeClaim } from '@kubernetes/client-node';
import type { RunSpec } from '../../session-runtime.js';
import {
  planStorages,
  type StorageMount,
  type StoragePlan,
  storageGone,
  withoutMounts,
} from '../../storages/plan-storages.js';
import type { ClusterPlace } from '../objects/storage-volumes-of.js';
import type { ClusterParts } from './cluster-parts.js';

type Parts = Pick<ClusterParts, 'api' | 'storages'>;

/** Of what is connected, what a pod can have now: for a claim that is not there it would wait without an end. */
export const clusterStorages = async ({ storages }: RunSpec, parts: Parts): Promise<StoragePlan<ClusterPlace>> => {
  const plan = planStorages<ClusterPlace>(storages, {
    ...{ sources: parts.storages, mounts: 'a volumeClaim or a csi' },
    placeOf: (source) => (source.volumeClaim === undefined && source.csi === undefined ? undefined : source),
  });
  const found = await Promise.all(plan.mounts.map(async (mount) => [mount, await isGone(mount, parts)] as const));
  const gone = new Map(found);
  return withoutMounts(plan, (mount) => (gone.get(mount) === true ? storageGone(mount.source) : undefined));
};

async function isGone({ place: { volumeClaim } }: StorageMount<ClusterPlace>, { api }: Parts): Promise<boolean> {
  if (volumeClaim === undefined) return false;
  const claim = await api.find<V1PersistentVolumeClaim>('persistentvolumeclaims', volumeClaim);
  return claim === undefined || claim.metadata?.deletionTimestamp !== undefined || claim.status?.phase === 'Lost';
}

import type { V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { StorageMount } from '../../storages/plan-storages.js';
import type { StorageSource } from '../../storages/storage-source.js';

export type ClusterPlace = Pick<StorageSource, 'volumeClaim' | 'csi'>;

interface StorageVolumes {
  readonly volumes: V1Volume[];
  readonly volumeMounts: V1VolumeMount[];
}

/** What is mounted: a claim, however many sources stand for it, or what a driver makes of a source. */
const mountedBy = ({ source, place }: StorageMount<ClusterPlace>): string =>
  place.volumeClaim === undefined ? `source ${source}` : `claim ${place.volumeClaim}`;

/** One volume each, since a node mounts a claim once for a pod; who may write is said of each mount, and of the volume where nobody may. */
export const storageVolumesOf = (mounts: readonly StorageMount<ClusterPlace>[]): StorageVolumes => {
  const mounted = [...new Set(mounts.map(mountedBy))];
  const nameOf = (key: string): string => `storage-${mounted.indexOf(key)}`;
  const volumes = mounted.flatMap((key) => {
    const its = mounts.filter((mount) => mountedBy(mount) === key);
    const readOnly = !its.some(({ isWritable }) => isWritable);
    return its.slice(0, 1).map(({ place }) => ({ name: nameOf(key), ...volumeOf(place, readOnly) }));
  });
  const volumeMounts = mounts.map((mount) => ({
    ...{ name: nameOf(mountedBy(mount)), mountPath: `/work/${mount.name}`, readOnly: !mount.isWritable },
  }));
  return { volumes, volumeMounts };
};

function volumeOf({ volumeClaim, csi }: ClusterPlace, readOnly: boolean): Omit<V1Volume, 'name'> {
  if (volumeClaim !== undefined) return { persistentVolumeClaim: { claimName: volumeClaim, readOnly } };
  const { driver = '', fsType, volumeAttributes, nodePublishSecretRef } = csi ?? {};
  return {
    csi: {
      ...{ driver, readOnly },
      ...(fsType !== undefined && { fsType }),
      ...(volumeAttributes !== undefined && { volumeAttributes }),
      ...(nodePublishSecretRef !== undefined && { nodePublishSecretRef }),
    },
  };
}

import type { V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { StorageMount } from '../../storages/plan-storages.js';
import type { StorageSource } from '../../storages/storage-source.js';

export type ClusterPlace = Pick<StorageSource, 'volumeClaim' | 'csi'>;

interface StorageVolumes {
  readonly volumes: V1Volume[];
  readonly volumeMounts: V1VolumeMount[];
}

/** One volume for each source, since a node mounts a claim once for a pod; who may write is said of each mount, and of the volume where nobody may. */
export const storageVolumesOf = (mounts: readonly StorageMount<ClusterPlace>[]): StorageVolumes => {
  const sources = [...new Set(mounts.map(({ source }) => source))];
  const nameOf = (source: string): string => `storage-${sources.indexOf(source)}`;
  const volumes = sources.flatMap((source) => {
    const its = mounts.filter((mount) => mount.source === source);
    const readOnly = !its.some(({ isWritable }) => isWritable);
    return its.slice(0, 1).map(({ place }) => ({ name: nameOf(source), ...volumeOf(place, readOnly) }));
  });
  const volumeMounts = mounts.map(({ name, source, isWritable }) => ({
    ...{ name: nameOf(source), mountPath: `/work/${name}`, readOnly: !isWritable },
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

import type { V1PersistentVolumeClaim } from '@kubernetes/client-node';
import type { RunSpec } from '../../session-runtime.js';
import { metadataKeys as keys } from './metadata-keys.js';
import { runLabels } from './run-labels.js';

const DEFAULT_BYTES = 10 * 1024 ** 3;

export interface DiskClaimOptions {
  readonly name: string;
  /** The cluster's default where absent. */
  readonly storageClass?: string | undefined;
}

/** /work of a session: outlives its pods, and is deleted by `discard` alone. */
export const diskClaimOf = (spec: RunSpec, { name, storageClass }: DiskClaimOptions): V1PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name,
    labels: runLabels(spec),
    annotations: { [keys.epoch]: String(spec.epoch), [keys.madeForRun]: String(spec.run) },
  },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: String(spec.resources.disk ?? DEFAULT_BYTES) } },
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
  },
});

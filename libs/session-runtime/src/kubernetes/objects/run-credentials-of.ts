import type { V1Secret } from '@kubernetes/client-node';
import type { RepositoryCredential } from '../../repository-credentials.js';
import type { RunSpec } from '../../session-runtime.js';
import { runLabels } from './run-labels.js';

/** What the clone container reads. */
export const CREDENTIALS_FILE = 'credentials.json';

/** For one run's clones: goes with its pod, whatever becomes of us. */
export const runCredentialsOf = (
  spec: RunSpec,
  credentials: readonly RepositoryCredential[],
  { name, pod }: { readonly name: string; readonly pod: { readonly name: string; readonly uid: string } },
): V1Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name,
    labels: runLabels(spec),
    ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: pod.name, uid: pod.uid }],
  },
  stringData: { [CREDENTIALS_FILE]: JSON.stringify(credentials) },
});

/** The Secret stays: a kubelet complains of a volume whose Secret is gone, for as long as the pod lives. */
export const spentCredentials = { data: null } as const;

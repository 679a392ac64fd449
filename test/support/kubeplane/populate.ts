import type { V1PersistentVolumeClaim } from '@kubernetes/client-node';
import type { AdminClient } from './admin-client.js';
import { readerRules, workerRules } from './roles.js';

const STORAGE_CLASS = 'plane';

/** Nodes, the namespace of sessions, who may do what there, and disks for whoever claims one. */
export const populate = async (admin: AdminClient, namespace: string, nodes: number): Promise<void> => {
  await Promise.all(Array.from({ length: nodes }, (_, index) => admin.create('/api/v1/nodes', node(`node-${index}`))));
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  await admin.create('/api/v1/namespaces', { metadata: { name: namespace, labels } });
  await grant(admin, namespace, 'worker', workerRules);
  await grant(admin, namespace, 'reader', readerRules);
  await grant(admin, namespace, 'standalone', [...workerRules, ...readerRules]);
  await admin.create('/apis/storage.k8s.io/v1/storageclasses', {
    metadata: { name: STORAGE_CLASS, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubeplane/directories',
    volumeBindingMode: 'Immediate',
  });
  if (nodes > 0) await provisionDisks(admin);
};

const node = (name: string): object => ({
  metadata: { name, annotations: { 'kwok.x-k8s.io/node': 'fake' }, labels: { 'kubernetes.io/hostname': name } },
});

async function grant(admin: AdminClient, namespace: string, user: string, rules: readonly object[]): Promise<void> {
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
  await admin.create(`${rbac}/roles`, { metadata: { name: user }, rules });
  await admin.create(`${rbac}/rolebindings`, {
    metadata: { name: user },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: user },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
  });
}

/** A volume for each claim of the class, bound to it before anybody asks. */
async function provisionDisks(admin: AdminClient): Promise<void> {
  await admin.watch<V1PersistentVolumeClaim>('/api/v1/persistentvolumeclaims', ({ type, object: claim }) => {
    if (type !== 'ADDED' || claim.spec?.volumeName || claim.spec?.storageClassName !== STORAGE_CLASS) return;
    // there is one where it is told of the claim again
    admin
      .sendSurely({ method: 'POST', path: '/api/v1/persistentvolumes', body: volumeFor(claim) })
      .catch(() => undefined);
  });
}

const volumeFor = ({ metadata: { name, namespace, uid = '' } = {}, spec }: V1PersistentVolumeClaim): object => ({
  metadata: { name: `volume-${uid}` },
  spec: {
    capacity: spec?.resources?.requests,
    accessModes: spec?.accessModes,
    storageClassName: spec?.storageClassName,
    persistentVolumeReclaimPolicy: 'Delete',
    claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
    hostPath: { path: `/nonexistent/${uid}` },
  },
});

import type { AdminClient } from '../../../../test/support/kubeplane/admin-client.js';
import type { StoragesUnderTest } from '../contract/runtime-under-test.js';
import { StorageSources } from '../storages/storage-sources.js';

/** The sources of the contract as claims of these names. */
export const claimedStorages = {
  sources: new StorageSources(
    ['kept', 'writable', 'gone'].map((source) => ({ source, volumeClaim: source, writable: source !== 'kept' })),
  ),
  names: { kept: 'kept', writable: 'writable', gone: 'gone' } satisfies Partial<StoragesUnderTest>,
} as const;

/** As an administrator would, but for the one that is to be gone. */
export async function claimStorages(admin: AdminClient, namespace: string, annotations = {}): Promise<void> {
  for (const name of ['kept', 'writable'])
    await admin.create(`/api/v1/namespaces/${namespace}/persistentvolumeclaims`, {
      metadata: { name, annotations },
      spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
    });
}

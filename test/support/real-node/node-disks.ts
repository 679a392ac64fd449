import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { V1PersistentVolumeClaim } from '@kubernetes/client-node';
import type { AdminClient, AdminEvent } from '../kubeplane/admin-client.js';

/** Directories of a node for whoever claims a disk; with the claim they go. */
export class NodeDisks {
  constructor(
    private readonly admin: AdminClient,
    private readonly directory: string,
    private readonly node: string,
  ) {}

  async provision(): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    await this.admin.watch<V1PersistentVolumeClaim>('/api/v1/persistentvolumeclaims', (event) => {
      // Who waits for the disk, or for its end, sees that it does not come.
      this.hear(event).catch(() => undefined);
    });
  }

  /** What the pods of this claim have as their disk; undefined where there is none, or soon none any more. */
  async of(namespace: string, claim: string): Promise<string | undefined> {
    const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${claim}`;
    const { metadata } = (await this.admin.find<V1PersistentVolumeClaim>(path)) ?? {};
    return metadata?.uid && !metadata.deletionTimestamp ? join(this.directory, metadata.uid) : undefined;
  }

  private async hear({ type, object: claim }: AdminEvent<V1PersistentVolumeClaim>): Promise<void> {
    const uid = claim.metadata?.uid ?? '';
    const path = join(this.directory, uid);
    if (type === 'ADDED' && !claim.spec?.volumeName) await this.make(claim, path);
    if (type !== 'DELETED') return;
    await this.admin.send({ method: 'DELETE', path: `/api/v1/persistentvolumes/volume-${uid}` });
    await rm(path, { recursive: true, force: true });
  }

  private async make(claim: V1PersistentVolumeClaim, path: string): Promise<void> {
    await mkdir(path);
    // Who may write there says the pod (fsGroup).
    await chmod(path, 0o770);
    await this.admin.create('/api/v1/persistentvolumes', this.volumeFor(claim, path));
  }

  /** Not a hostPath: of these a kubelet does not change the group. */
  private volumeFor({ metadata, spec }: V1PersistentVolumeClaim, path: string): object {
    const { name, namespace, uid = '' } = metadata ?? {};
    const isHere = { key: 'kubernetes.io/hostname', operator: 'In', values: [this.node] };
    return {
      metadata: { name: `volume-${uid}` },
      spec: {
        capacity: spec?.resources?.requests,
        accessModes: spec?.accessModes,
        storageClassName: spec?.storageClassName,
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
        local: { path },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [isHere] }] } },
      },
    };
  }
}

import type { V1PersistentVolumeClaim } from '@kubernetes/client-node';
import { type RunSpec, RuntimeBusyError } from '../../session-runtime.js';
import { sessionToken } from '../../session-token.js';
import { ApiError } from '../api/api-error.js';
import type { ApiObject } from '../api/api-object.js';
import { diskClaimOf } from '../objects/disk-claim-of.js';
import { metadataKeys as keys } from '../objects/metadata-keys.js';
import { runSecretOf, runSecretPatch } from '../objects/run-secret-of.js';
import type { ClusterParts } from './cluster-parts.js';

/**
 * What a pod needs to be there before it: disk and Secret for a first run of the disk, the Secret's new entries for a later one. A
 * launch may have several disks, one for each of its sessions; where the Secret of one is there, so is the disk. Resolves with the run
 * that the disk was made for, undefined where an earlier version made it.
 */
export const prepareRun = async (spec: RunSpec, parts: ClusterParts): Promise<string | undefined> => {
  const { api, names, storageClass, secret, installation } = parts;
  const name = names.disk(spec.diskId);
  const token = sessionToken(secret, installation, spec);
  const patch = runSecretPatch(spec, token);
  const there = spec.run > 1 ? await api.merge<ApiObject>('secrets', name, patch) : undefined;
  if (there !== undefined) return madeForRunOf(there);
  const claim = await claimDisk(api, diskClaimOf(spec, { name, storageClass }));
  const madeForRun = madeForRunOf(claim);
  const disk = { name: claim.metadata.name, uid: claim.metadata.uid, madeForRun };
  const object = runSecretOf(spec, { name, token, disk });
  if ((await api.create<ApiObject>('secrets', object)) === undefined) {
    const { ownerReferences, annotations } = object.metadata ?? {};
    await api.merge('secrets', name, { ...patch, metadata: { ownerReferences, annotations } });
  }
  return madeForRun;
};

const madeForRunOf = ({ metadata }: ApiObject): string | undefined => metadata.annotations?.[keys.madeForRun];

async function claimDisk(api: ClusterParts['api'], claim: V1PersistentVolumeClaim): Promise<ApiObject> {
  const name = claim.metadata?.name ?? '';
  let refusal: ApiError | undefined;
  const created = await api.create<ApiObject>('persistentvolumeclaims', claim).catch((error: unknown) => {
    // A quota is looked at before it is seen that the disk is there.
    if (!(error instanceof ApiError) || error.status !== 403) throw error;
    refusal = error;
    return undefined;
  });
  const there = created ?? (await api.find<ApiObject>('persistentvolumeclaims', name));
  if (there === undefined) throw refusal ?? new RuntimeBusyError(`Disk ${name} was deleted just now.`);
  if (there.metadata.deletionTimestamp !== undefined) throw new RuntimeBusyError(`Disk ${name} is being deleted.`);
  return there;
}

import { ApiError } from './api/api-error.js';
import type { KubernetesApi } from './api/kubernetes-api.js';
import { isAllowed } from './check-access.js';

const look = { verb: 'get', group: 'storage.k8s.io', resource: 'storageclasses' } as const;
const WHOLE_CLUSTER = '';

/** Rejects where there is no such class. Who may not look, which is of the whole cluster, learns it from the first launch. */
export const checkStorageClass = async (api: KubernetesApi, name: string | undefined): Promise<void> => {
  if (name === undefined || !(await isAllowed(api, look, WHOLE_CLUSTER))) return;
  try {
    await api.json({ method: 'GET', path: `/apis/storage.k8s.io/v1/storageclasses/${encodeURIComponent(name)}` });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    throw new Error(
      `KUBERNETES_STORAGE_CLASS=${name} is no storage class of this cluster: see kubectl get storageclass, or leave it out for the default.`,
      { cause: error },
    );
  }
};

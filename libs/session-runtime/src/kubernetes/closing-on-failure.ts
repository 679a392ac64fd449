import type { KubernetesApi } from './api/kubernetes-api.js';

/** Rejects as `work` does, with nothing left open. */
export const closingOnFailure = async (api: KubernetesApi, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    await api.close();
    throw error;
  }
};

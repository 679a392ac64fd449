import type { SessionRuntimeReader } from '../session-runtime-reader.js';
import { checkAccess, neededRights } from './check-access.js';
import { closingOnFailure } from './closing-on-failure.js';
import { connectKubernetes, type KubernetesSettings } from './connect-kubernetes.js';
import { KubernetesRuntimeReader, type KubernetesRuntimeReaderSettings } from './kubernetes-runtime-reader.js';

/** The same secret and installation as the worker's driver has. */
export type KubernetesRuntimeReaderOptions = KubernetesSettings & KubernetesRuntimeReaderSettings;

/** For api and gateway. Rejects where the cluster cannot be used, saying what to do. */
export const createKubernetesRuntimeReader = async (
  options: KubernetesRuntimeReaderOptions,
): Promise<SessionRuntimeReader> => {
  const api = await connectKubernetes(options);
  await closingOnFailure(api, () => checkAccess(api, neededRights.reader));
  return new KubernetesRuntimeReader(api, options);
};

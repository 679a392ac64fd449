import type { KubeConfig } from '@kubernetes/client-node';
import type { RuntimeProblems } from '../runtime-problems.js';
import { KubernetesApi } from './api/kubernetes-api.js';

export interface KubernetesSettings {
  /** Where sessions are; the kubeconfig's where absent, and the pod's own inside a cluster. */
  readonly namespace?: string | undefined;
  /** As of KUBECONFIG; where absent, what client-node finds: KUBECONFIG, ~/.kube/config, the account of the pod. */
  readonly kubeconfig?: string | undefined;
  /** Learns what the cluster refuses to us. */
  readonly problems?: RuntimeProblems | undefined;
}

/** Throws where no cluster is named, saying what to do. client-node and undici are loaded here: nobody else needs them. */
export const connectKubernetes = async ({
  namespace,
  kubeconfig,
  problems,
}: KubernetesSettings): Promise<KubernetesApi> => {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const { KubernetesConnection } = await import('./api/kubernetes-connection.js');
  const config = new KubeConfig();
  load(config, kubeconfig);
  const context = config.getCurrentContext();
  const cluster = config.getCurrentCluster();
  if (cluster === null || isNobodys(cluster.server)) throw new Error(noCluster(context));
  const named = config.getContextObject(context)?.namespace;
  return new KubernetesApi(new KubernetesConnection(config), {
    namespace: namespace ?? named ?? 'default',
    onRefusal: (refusal) => problems?.note(refusal),
  });
};

function load(config: KubeConfig, path: string | undefined): void {
  try {
    if (path === undefined) config.loadFromDefault();
    else config.loadFromFile(path);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The kubeconfig cannot be read: ${problem}. Correct KUBECONFIG.`, { cause });
  }
}

/** What client-node takes where it finds nothing. */
const isNobodys = (server: string): boolean => server === 'http://localhost:8080';

const noCluster = (context: string): string =>
  context === '' || context === 'loaded-context'
    ? 'SESSION_RUNTIME=kubernetes finds no cluster: set KUBECONFIG to a kubeconfig, or run in a pod that has a service account.'
    : `The kubeconfig's current context “${context}” names no cluster that is in it: choose another one (kubectl config use-context).`;

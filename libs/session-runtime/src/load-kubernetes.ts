/** What runs sessions on a cluster: files that only where there is one are loaded. */
export const loadKubernetes = async () => {
  const { createKubernetesRuntime } = await import('./kubernetes/create-kubernetes-runtime.js');
  const { createKubernetesRuntimeReader } = await import('./kubernetes/create-kubernetes-runtime-reader.js');
  return { createKubernetesRuntime, createKubernetesRuntimeReader };
};

import { randomUUID } from 'node:crypto';
import { loadKubernetes, type RunSpec, type SessionRuntime } from '#libs/session-runtime';
import { findKubeplane } from '../../../test/support/kubeplane/find-kubeplane.js';
import { Kubeplane } from '../../../test/support/kubeplane/kubeplane.js';

const NODES = 10;
const installation = 'bench';

/** A control plane whose pods are ready as soon as they run. Rejects where it was not built. */
export const startPlane = (): Promise<Kubeplane> => {
  const binary = findKubeplane();
  if (binary === undefined)
    throw new Error(
      'There is no control plane to measure on: build it with tools/kubeplane/build.sh ~/.cache/renku-sessions.',
    );
  return Kubeplane.start(binary, { readyAtOnce: true, nodes: NODES });
};

/** The worker's driver, in this process. */
export const runtimeOn = async (plane: Kubeplane): Promise<SessionRuntime> => {
  const { createKubernetesRuntime } = await loadKubernetes();
  return createKubernetesRuntime({
    ...{ installation, secret: 'a secret that worker and gateway share' },
    kubeconfig: plane.kubeconfig('worker'),
    outbound: { allowed: [], ownStores: [] },
    onError: (error) => process.stderr.write(`${String(error)}\n`),
  });
};

export const newSpec = (): RunSpec => ({
  launchId: `launch-${randomUUID()}`,
  run: 1,
  diskId: `disk-${randomUUID()}`,
  labels: { installation, projectId: randomUUID(), sessionId: randomUUID(), userId: randomUUID() },
  epoch: 1n,
  image: { reference: 'registry.example.org/jupyter/python:1' },
  imageRun: {},
  repositories: [],
  storages: [],
  resources: { cpu: 0.1, memory: 2 ** 28 },
});

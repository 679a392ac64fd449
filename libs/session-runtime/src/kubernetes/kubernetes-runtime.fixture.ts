import { randomUUID } from 'node:crypto';
import type { V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';
import { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import { PodAnswers } from '../../../../test/support/kubeplane/pod-answers.js';
import { images } from '../../../../test/support/kubeplane/stages.js';
import type { RuntimeUnderTest } from '../contract/runtime-under-test.js';
import type { RunKey, RunSpec, SessionRuntime } from '../session-runtime.js';
import { KubernetesApi } from './api/kubernetes-api.js';
import { KubernetesRuntime } from './kubernetes-runtime.js';
import { KubernetesRuntimeReader } from './kubernetes-runtime-reader.js';
import { metadataKeys as keys } from './objects/metadata-keys.js';
import { ObjectNames } from './objects/object-names.js';

export interface KubernetesRuntimeUnderTest extends RuntimeUnderTest {
  readonly plane: Kubeplane;
  /** An installation of its own beside the others, in the same namespace. */
  runtimeOf(installation: string): SessionRuntime;
  readonly errors: readonly unknown[];
}

const secret = 'a secret that worker and gateway share';
const file = (name: string): string => `kubeplane/file-${name}`;

/** The driver against a real API server, as an account that has the rights of docs/operations.md and no others. */
export async function kubernetesRuntimeUnderTest(binary: string): Promise<KubernetesRuntimeUnderTest> {
  const plane = await Kubeplane.start(binary);
  const { admin, namespace } = plane;
  const answers = await PodAnswers.start(admin, namespace);
  const installation = `spec-${randomUUID()}`;
  const names = new ObjectNames(installation);
  const errors: unknown[] = [];
  const workerApi = await connections(plane, 'worker');
  const readerApi = await connections(plane, 'reader');
  const runtimeOf = (of: string): SessionRuntime =>
    new KubernetesRuntime(workerApi(), {
      ...{ installation: of, secret, retryMs: 250 },
      clone: { image: undefined, outbound: { allowed: [], ownStores: [] }, timeoutMs: 60_000 },
      onError: (error) => errors.push(error),
    });
  const podPath = (launchId: string): string => `/api/v1/namespaces/${namespace}/pods/${names.session(launchId)}`;
  const claimPath = (diskId: string): string =>
    `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${names.disk(diskId)}`;
  const endMain = (run: RunKey, phase: string, exitCode: number): Promise<void> =>
    admin.merge(`${podPath(run.launchId)}/status`, { status: endedStatus(phase, exitCode) });

  return {
    plane,
    errors,
    runtimeOf,
    connect: () => runtimeOf(installation),
    reader: () => new KubernetesRuntimeReader(readerApi(), secret),
    spec: (overrides) => specOf(installation, overrides),
    processes: async (launchId) => {
      const labelSelector = encodeURIComponent(`${keys.launch}=${launchId}`);
      const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${labelSelector}`;
      const { items } = await admin.send<{ items: V1Pod[] }>({ path });
      return items.filter(({ status }) => status?.phase === 'Running' || status?.phase === 'Pending').length;
    },
    shutDown: (run) => endMain(run, 'Succeeded', 0),
    kill: (run) => endMain(run, 'Failed', 137),
    startCrashing: async (spec) => {
      const runtime = runtimeOf(installation);
      await runtime.ensure({ ...spec, image: { reference: images.crashing } });
      await runtime.close();
    },
    writeFile: async (diskId, name, text) => {
      await admin.merge(claimPath(diskId), { metadata: { annotations: { [file(name)]: text } } });
    },
    readFile: async (diskId, name) => {
      const claim = await admin.find<V1PersistentVolumeClaim>(claimPath(diskId));
      return claim?.metadata?.deletionTimestamp ? undefined : claim?.metadata?.annotations?.[file(name)];
    },
    close: async () => {
      answers.close();
      await plane.close();
    },
  };
}

/** New connections for each, as processes of their own have. */
async function connections(plane: Kubeplane, user: 'worker' | 'reader'): Promise<() => KubernetesApi> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const { KubernetesConnection } = await import('./api/kubernetes-connection.js');
  const config = new KubeConfig();
  config.loadFromFile(plane.kubeconfig(user));
  return () => new KubernetesApi(new KubernetesConnection(config), { namespace: plane.namespace });
}

function endedStatus(phase: string, exitCode: number): object {
  const reason = exitCode === 0 ? 'Completed' : 'Error';
  const main = { name: 'main', image: images.ready, imageID: '', ready: false, restartCount: 0 };
  return { phase, containerStatuses: [{ ...main, state: { terminated: { exitCode, reason } } }] };
}

function specOf(installation: string, overrides: Partial<RunSpec> = {}): RunSpec {
  return {
    launchId: `launch-${randomUUID()}`,
    run: 1,
    diskId: `disk-${randomUUID()}`,
    labels: { installation, projectId: randomUUID(), sessionId: randomUUID(), userId: randomUUID() },
    epoch: 1n,
    image: { reference: images.ready },
    imageRun: {},
    repositories: [],
    storages: [],
    resources: {},
    ...overrides,
  };
}

import { randomUUID } from 'node:crypto';
import type { KubeConfig, V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';
import { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import { PodAnswers } from '../../../../test/support/kubeplane/pod-answers.js';
import { images } from '../../../../test/support/kubeplane/stages.js';
import type { RuntimeUnderTest } from '../contract/runtime-under-test.js';
import type { RunKey, RunSpec, SessionRuntime } from '../session-runtime.js';
import { KubernetesApi } from './api/kubernetes-api.js';
import { KubernetesConnection } from './api/kubernetes-connection.js';
import { KubernetesRuntime } from './kubernetes-runtime.js';
import { KubernetesRuntimeReader } from './kubernetes-runtime-reader.js';
import { metadataKeys as keys } from './objects/metadata-keys.js';
import { ObjectNames } from './objects/object-names.js';

export interface KubernetesRuntimeUnderTest extends RuntimeUnderTest {
  readonly plane: Kubeplane;
  readonly installation: string;
  /** Of the first installation, or of one beside it in the same namespace; over connections that a test may look into. */
  runtimeOf(installation: string, connection?: KubernetesConnection): SessionRuntime;
  readonly kubeconfig: KubeConfig;
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
  const kubeconfig = await kubeconfigOf(plane, 'worker');
  const readers = await kubeconfigOf(plane, 'reader');
  const runtimeOf = (of: string, connection = new KubernetesConnection(kubeconfig)): SessionRuntime =>
    new KubernetesRuntime(new KubernetesApi(connection, { namespace }), {
      ...{ installation: of, secret, retryMs: 250, eventsMs: 100 },
      clone: { image: undefined, outbound: { allowed: [], ownStores: [] }, timeoutMs: 60_000 },
      onError: (error) => errors.push(error),
    });
  const podPath = (launchId: string): string => `/api/v1/namespaces/${namespace}/pods/${names.session(launchId)}`;
  const claimPath = (diskId: string): string =>
    `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${names.disk(diskId)}`;
  const endMain = (run: RunKey, phase: string, exitCode: number): Promise<void> =>
    admin.merge(`${podPath(run.launchId)}/status`, { status: endedStatus(phase, exitCode) });

  return {
    ...{ plane, installation, errors, kubeconfig, runtimeOf },
    connect: () => runtimeOf(installation),
    reader: () =>
      new KubernetesRuntimeReader(new KubernetesApi(new KubernetesConnection(readers), { namespace }), secret),
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

async function kubeconfigOf(plane: Kubeplane, user: 'worker' | 'reader'): Promise<KubeConfig> {
  const { KubeConfig: Loaded } = await import('@kubernetes/client-node');
  const config = new Loaded();
  config.loadFromFile(plane.kubeconfig(user));
  return config;
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

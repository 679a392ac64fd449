import { randomUUID } from 'node:crypto';
import { KubeConfig } from '@kubernetes/client-node';
import type { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import { until } from '../../../../test/support/until.js';
import { GivenCredentials } from '../contract/given-credentials.fixture.js';
import { RuntimeProblems } from '../runtime-problems.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import type { SessionRuntimeReader } from '../session-runtime-reader.js';
import { StorageSources } from '../storages/storage-sources.js';
import { accessProblem } from './api/access-problem.js';
import { KubernetesApi } from './api/kubernetes-api.js';
import { KubernetesConnection } from './api/kubernetes-connection.js';
import { KubernetesRuntime } from './kubernetes-runtime.js';
import { KubernetesRuntimeReader } from './kubernetes-runtime-reader.js';
import type { CloneSettings } from './objects/clone-container-of.js';
import { ObjectNames } from './objects/object-names.js';

export interface RuntimesOnPlane {
  readonly plane: Kubeplane;
  readonly installation: string;
  readonly names: ObjectNames;
  readonly kubeconfig: KubeConfig;
  /** As api and gateway have it. */
  readonly readers: KubeConfig;
  /** Of all drivers. */
  readonly problems: RuntimeProblems;
  /** Of the first installation, or of one beside it in the same namespace; over connections that a test may look into. */
  runtimeOf(installation: string, connection?: KubernetesConnection): SessionRuntime;
  connect(): SessionRuntime;
  reader(connection?: KubernetesConnection): SessionRuntimeReader;
  spec(overrides?: Partial<RunSpec>): RunSpec;
  loseDisk(diskId: string): Promise<void>;
  /** Of all drivers. */
  readonly credentials: GivenCredentials;
}

interface OnPlane {
  readonly clone?: Partial<CloneSettings>;
  readonly storages?: StorageSources;
}

const secret = 'a secret that worker and gateway share';

/** Drivers and readers on a real API server, as accounts that have the rights of docs/operations.md and no others. */
export function runtimesOn(
  plane: Kubeplane,
  image: string,
  { clone = {}, storages = new StorageSources() }: OnPlane = {},
): RuntimesOnPlane {
  const { namespace } = plane;
  const installation = `spec-${randomUUID()}`;
  const problems = new RuntimeProblems(accessProblem);
  const credentials = new GivenCredentials();
  const [kubeconfig, readers] = [kubeconfigOf(plane, 'worker'), kubeconfigOf(plane, 'reader')];
  const runtimeOf = (of: string, connection = new KubernetesConnection(kubeconfig)): SessionRuntime =>
    new KubernetesRuntime(
      new KubernetesApi(connection, { namespace, onRefusal: (refusal) => problems.note(refusal) }),
      {
        ...{ installation: of, secret, credentials, retryMs: 250, eventsMs: 100 },
        clone: { outbound: { allowed: [], ownStores: [] }, timeoutMs: 60_000, ...clone },
        storages,
        onError: () => undefined,
      },
    );
  return {
    ...{
      plane,
      installation,
      names: new ObjectNames(installation),
      kubeconfig,
      readers,
      problems,
      runtimeOf,
      credentials,
    },
    connect: () => runtimeOf(installation),
    reader: (connection = new KubernetesConnection(readers)) =>
      new KubernetesRuntimeReader(new KubernetesApi(connection, { namespace }), {
        secret,
        installation: () => Promise.resolve(installation),
      }),
    spec: (overrides) => ({ ...specOf(installation, image), ...overrides }),
    loseDisk: async (diskId) => {
      const name = new ObjectNames(installation).disk(diskId);
      const path = (resource: string) => `/api/v1/namespaces/${namespace}/${resource}/${name}`;
      await plane.admin.send({ method: 'DELETE', path: path('persistentvolumeclaims') });
      await until('the disk and its Secret are gone', async () => {
        const left = await Promise.all(
          ['persistentvolumeclaims', 'secrets'].map((resource) => plane.admin.find(path(resource))),
        );
        return left.every((object) => object === undefined);
      });
    },
  };
}

function kubeconfigOf(plane: Kubeplane, user: 'worker' | 'reader'): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(plane.kubeconfig(user));
  return config;
}

const specOf = (installation: string, reference: string): RunSpec => ({
  launchId: `launch-${randomUUID()}`,
  run: 1,
  diskId: `disk-${randomUUID()}`,
  labels: { installation, projectId: randomUUID(), sessionId: randomUUID(), userId: randomUUID() },
  epoch: 1n,
  image: { reference },
  imageRun: {},
  repositories: [],
  storages: [],
  resources: {},
});

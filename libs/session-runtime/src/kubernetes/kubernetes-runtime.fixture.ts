import { basename, dirname } from 'node:path';
import type { V1PersistentVolumeClaim, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import { PodAnswers } from '../../../../test/support/kubeplane/pod-answers.js';
import { images } from '../../../../test/support/kubeplane/stages.js';
import type { RuntimeUnderTest } from '../contract/runtime-under-test.js';
import type { RunKey } from '../session-runtime.js';
import { metadataKeys as keys } from './objects/metadata-keys.js';
import { type RuntimesOnPlane, runtimesOn } from './runtimes-on.fixture.js';
import { claimedStorages, claimStorages } from './storage-claims.fixture.js';

export type KubernetesRuntimeUnderTest = RuntimeUnderTest & RuntimesOnPlane;

const file = (name: string): string => `kubeplane/file-${name}`;

/** The driver against a real API server whose nodes are fake. */
export async function kubernetesRuntimeUnderTest(binary: string): Promise<KubernetesRuntimeUnderTest> {
  const plane = await Kubeplane.start(binary);
  const { admin, namespace } = plane;
  const answers = await PodAnswers.start(admin, namespace);
  const runtimes = runtimesOn(plane, images.ready, { storages: claimedStorages.sources });
  await claimStorages(admin, namespace, { [file('hello.txt')]: 'hello' });
  const { names } = runtimes;
  const podPath = (launchId: string): string => `/api/v1/namespaces/${namespace}/pods/${names.session(launchId)}`;
  const pathOf = (claim: string): string => `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${claim}`;
  const claimPath = (diskId: string): string => pathOf(names.disk(diskId));
  const mountOf = async ({ launchId }: RunKey, path: string) =>
    mountIn((await admin.find<V1Pod>(podPath(launchId)))?.spec ?? { containers: [] }, `/work/${dirname(path)}`);
  const fileOf = async (claim: string, name: string) =>
    (await admin.find<V1PersistentVolumeClaim>(pathOf(claim)))?.metadata?.annotations?.[file(name)];
  const endMain = (run: RunKey, phase: string, exitCode: number): Promise<void> =>
    admin.merge(`${podPath(run.launchId)}/status`, { status: endedStatus(phase, exitCode) });

  return {
    ...runtimes,
    processes: async (launchId) => {
      const pods = await admin.labelled<V1Pod>(`/api/v1/namespaces/${namespace}/pods`, `${keys.launch}=${launchId}`);
      return pods.filter(({ status }) => status?.phase === 'Running' || status?.phase === 'Pending').length;
    },
    shutDown: (run) => endMain(run, 'Succeeded', 0),
    kill: (run) => endMain(run, 'Failed', 137),
    startCrashing: async (spec) => {
      const runtime = runtimes.connect();
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
    storages: {
      ...claimedStorages.names,
      read: async (run, path) => {
        const mount = await mountOf(run, path);
        return mount && fileOf(mount.claim, basename(path));
      },
      canWrite: async (run, path) => (await mountOf(run, path))?.isWritable ?? false,
      contentOf: (source) => fileOf(source, 'hello.txt'),
    },
    close: async () => {
      answers.close();
      await plane.close();
    },
  };
}

/** A pod's nodes are fake: what it would see is what it says. */
function mountIn({ containers: [main], volumes = [] }: V1PodSpec, path: string) {
  const mount = main?.volumeMounts?.find(({ mountPath }) => mountPath === path);
  const claim = volumes.find(({ name }) => name === mount?.name)?.persistentVolumeClaim;
  return claim && { claim: claim.claimName, isWritable: !(mount?.readOnly || claim.readOnly) };
}

function endedStatus(phase: string, exitCode: number): object {
  const reason = exitCode === 0 ? 'Completed' : 'Error';
  const main = { name: 'main', image: images.ready, imageID: '', ready: false, restartCount: 0 };
  return { phase, containerStatuses: [{ ...main, state: { terminated: { exitCode, reason } } }] };
}

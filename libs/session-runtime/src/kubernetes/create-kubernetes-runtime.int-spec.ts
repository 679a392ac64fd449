import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import { images } from '../../../../test/support/kubeplane/stages.js';
import { wantedKubeplane } from '../../../../test/support/kubeplane/wanted-kubeplane.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import { RuntimeProblems } from '../runtime-problems.js';
import type { RunSpec } from '../session-runtime.js';
import { accessProblem } from './api/access-problem.js';
import { connectKubernetes } from './connect-kubernetes.js';
import { createKubernetesRuntime, type KubernetesRuntimeOptions } from './create-kubernetes-runtime.js';
import { createKubernetesRuntimeReader } from './create-kubernetes-runtime-reader.js';
import { ObjectNames } from './objects/object-names.js';

const binary = wantedKubeplane();
const onPlane = binary === undefined ? describe.skip : describe;
const secret = 'a secret that worker and gateway share';

describe('a cluster that nobody names', () => {
  test('is told apart from one that does not answer, and what to set is said', async () => {
    const [{ HOME, KUBECONFIG }, nobody] = [process.env, '/nonexistent'];
    Object.assign(process.env, { HOME: nobody });
    delete process.env['KUBECONFIG'];
    try {
      await expect(connectKubernetes({})).rejects.toThrow('finds no cluster: set KUBECONFIG to a kubeconfig');
    } finally {
      Object.assign(process.env, { HOME }, KUBECONFIG && { KUBECONFIG });
    }
  });
});

onPlane('a cluster, as it is found (needs tools/kubeplane/build.sh)', () => {
  let plane: Kubeplane;
  beforeAll(async () => {
    plane = await Kubeplane.start(binary ?? '');
  }, 60_000);
  afterAll(() => plane.close());

  const installation = () => Promise.resolve('i');
  const outbound = { allowed: [], ownStores: [] };
  const created = (options: Partial<KubernetesRuntimeOptions>) =>
    createKubernetesRuntime({ installation: 'i', secret, outbound, ...options });

  const specOf = (): RunSpec => ({
    ...{ launchId: 'launch', run: 1, diskId: 'disk', epoch: 1n, image: { reference: images.ready }, imageRun: {} },
    labels: { installation: 'i', projectId: 'p', sessionId: 's', userId: 'u' },
    ...{ repositories: [], storages: [], resources: {} },
  });

  async function changed(name: string, change: (config: string) => string): Promise<string> {
    const path = join(plane.directory, name);
    await writeFile(path, change(await readFile(plane.kubeconfig('worker'), 'utf8')));
    return path;
  }

  test('is one that lets us do nothing: every right is named', async () => {
    const refused = created({ kubeconfig: plane.kubeconfig('stranger') });
    await expect(refused).rejects.toThrow(/create pods, .*watch leases.* in namespace “sessions”.*docs\/operations.md/);
  });

  test('is one that lets us do nearly all: the right is named, and no other', async () => {
    const refused = createKubernetesRuntime({
      ...{ installation: 'i', secret, outbound },
      kubeconfig: plane.kubeconfig('reader'),
      namespace: 'elsewhere',
    });
    await expect(refused).rejects.toThrow('in namespace “elsewhere”');
    const reader = createKubernetesRuntimeReader({ secret, installation, kubeconfig: plane.kubeconfig('worker') });
    await expect(reader).rejects.toThrow('The cluster does not let us get pods/log in namespace');
  });

  test('is one without the storage class', async () => {
    const refused = created({ kubeconfig: plane.kubeconfig('admin'), storageClass: 'gold' });
    await expect(refused).rejects.toThrow('KUBERNETES_STORAGE_CLASS=gold is no storage class of this cluster');
  });

  test('is one whose storage class we may not see: the first launch will tell', async () => {
    const problems = new RuntimeProblems(accessProblem);
    const runtime = await created({ kubeconfig: plane.kubeconfig('worker'), storageClass: 'gold', problems });
    // the right to look is nobody's to have: no operator is told that it is missing
    expect(problems.standing()).toEqual([]);
    const spec = specOf();
    const observed = new ObservedRuns(runtime, 20_000);
    await runtime.ensure(spec);
    const detail = 'waiting for a node: its disk does not come: its storage class has no room for it, or is not there';
    await observed.untilSeen(spec, { status: 'starting', phase: 'scheduling', detail });
    await observed.stop();
    await runtime.close();
  });

  test('is asked directly, and repositories through the proxy that this system is told of', async () => {
    const told = { https_proxy: 'http://someone:$(HOME)@proxy.example.org:3128', no_proxy: '.svc,10.0.0.0/8' };
    Object.assign(process.env, told);
    try {
      const runtime = await created({ kubeconfig: plane.kubeconfig('worker'), cloneImage: images.ready });
      const repositories = [{ name: 'analysis', url: 'https://git.example.org/analysis.git' }];
      await runtime.ensure({ ...specOf(), launchId: 'behind-a-proxy', diskId: 'other', repositories });
      const path = `/api/v1/namespaces/${plane.namespace}/pods/${new ObjectNames('i').session('behind-a-proxy')}`;
      const [clone] = (await plane.admin.find<V1Pod>(path))?.spec?.initContainers ?? [];
      expect(clone?.env).toEqual(
        expect.arrayContaining([
          // as the kubelet is told that $( is no variable
          { name: 'https_proxy', value: 'http://someone:$$(HOME)@proxy.example.org:3128' },
          { name: 'no_proxy', value: told.no_proxy },
        ]),
      );
      await runtime.close();
    } finally {
      delete process.env['https_proxy'];
      delete process.env['no_proxy'];
    }
  });

  test('is one that does not know us', async () => {
    const kubeconfig = await changed('expired', (text) => text.replace(/"token":"\w+"/, '"token":"expired"'));
    await expect(created({ kubeconfig })).rejects.toThrow('The cluster does not know us');
  });

  test('is one that the context does not name', async () => {
    const kubeconfig = await changed('context', (text) =>
      text.replace('"current-context":"plane"', '"current-context":"x"'),
    );
    await expect(created({ kubeconfig })).rejects.toThrow('current context “x” names no cluster');
  });

  test('is one whose kubeconfig is not there, or is none', async () => {
    await expect(created({ kubeconfig: '/nonexistent' })).rejects.toThrow('The kubeconfig cannot be read');
    const kubeconfig = await changed('broken', () => '{{');
    await expect(created({ kubeconfig })).rejects.toThrow('The kubeconfig cannot be read');
  });
});

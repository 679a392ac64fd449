import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { OpenSession } from '../../examples/story/src/open-session.js';
import { startAgain } from '../support/kubeplane/start-again.js';
import { findRealNode } from '../support/real-node/find-real-node.js';
import { nodeImages } from '../support/real-node/node-images.js';
import { RealCluster } from '../support/real-node/real-cluster.js';
import { until } from '../support/until.js';
import type { Loose, Person } from './support/person.js';
import { System } from './support/system.js';

interface Launch {
  readonly launchId: string;
  readonly run: number;
  readonly status: string;
  readonly phaseDetail?: string;
  readonly reason?: { readonly code: string; readonly message: string; readonly advice: string };
}

interface Environment {
  readonly image: string;
  readonly command?: readonly string[];
  readonly memory?: string;
}

const parts = findRealNode();
const onNode = parts === undefined ? describe.skip : describe;
const MEGABYTE = 2 ** 20;

jest.setTimeout(120_000);

onNode('on a real node (needs test/real-node/run.sh)', () => {
  let cluster: RealCluster;
  let system: System | undefined;
  let registry: Server;
  let grace: Person;
  let pods: string;

  beforeAll(async () => {
    const { programs, jupyterLab } = parts!.images;
    cluster = await RealCluster.start(parts!, [programs, jupyterLab]);
    const { plane } = cluster;
    pods = `/api/v1/namespaces/${plane.namespace}/pods`;
    registry = createServer(({ url }, response) => response.writeHead(url?.includes('private') ? 401 : 404).end());
    registry.listen(0, '127.0.0.1');
    await once(registry, 'listening');
    system = await System.start({
      SESSION_RUNTIME: 'kubernetes',
      KUBECONFIG: plane.kubeconfig('standalone'),
      // this kubelet does not measure it (localStorageCapacityIsolation)
      KUBERNETES_EPHEMERAL_STORAGE: '0',
    });
    grace = await system.person('grace');
  });
  afterAll(async () => {
    await system?.remove();
    registry.close();
    await cluster.close();
  });

  async function launched({ image, command, memory = '64Mi' }: Environment): Promise<{ projectId: string } & Launch> {
    const projectId = await grace.createProject();
    const run = command && { command };
    const environment = { source: 'image', image, name: 'Of this test', ...(run && { run }) };
    await grace.post(`/projects/${projectId}/sessions`, { environment, resources: { memory } });
    return { projectId, ...(await grace.post<Launch>(`/projects/${projectId}/launch`)).body };
  }
  const untilIs = (launchId: string, wanted: Partial<Launch>): Promise<Launch> =>
    until(
      `the launch is ${JSON.stringify(wanted)}`,
      async () => {
        const { body } = await grace.get<Launch>(`/launches/${launchId}`);
        return Object.entries(wanted).every(([name, value]) => body[name as keyof Launch] === value) && body;
      },
      60_000,
    );
  const podOf = async (launchId: string): Promise<V1Pod | undefined> => {
    const labelSelector = encodeURIComponent(`renku-sessions/launch=${launchId}`);
    const { items } = await cluster.plane.admin.send<{ items: V1Pod[] }>({
      path: `${pods}?labelSelector=${labelSelector}`,
    });
    return items[0];
  };
  async function opened(launchId: string): Promise<OpenSession> {
    const { body } = await grace.post<{ url: string }>(`/launches/${launchId}/access`);
    return OpenSession.enter(body.url);
  }

  describe('JupyterLab', () => {
    let launchId: string;
    beforeAll(async () => {
      ({ launchId } = await launched({ image: nodeImages.jupyterLab, memory: '512Mi' }));
      await untilIs(launchId, { status: 'running' });
    });

    test('runs code in a kernel, through the gateway', async () => {
      expect(await (await opened(launchId)).run('print(6*7)')).toBe('42\n');
    });

    test('has the memory that was asked for and no more, as seen from the inside', async () => {
      const code = `import os
paths = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']
print(next(open(path).read() for path in paths if os.path.exists(path)).strip())`;
      expect(await (await opened(launchId)).run(code)).toBe(`${512 * MEGABYTE}\n`);
    });

    test('is nobody special there: not root, without capabilities, and cannot become more', async () => {
      const code = `import os
status = dict(line.split(':\\t') for line in open('/proc/self/status').read().splitlines())
print(os.getuid(), status['CapEff'], status['CapBnd'], status['NoNewPrivs'], status['Seccomp'])`;
      expect(await (await opened(launchId)).run(code)).toBe('1000 0000000000000000 0000000000000000 1 2\n');
    });

    test('keeps /work when it is paused and resumed', async () => {
      await (await opened(launchId)).run("open('/work/notes.txt', 'w').write('keep me')");
      await grace.post(`/launches/${launchId}/pause`);
      await untilIs(launchId, { status: 'paused' });
      expect(await podOf(launchId)).toBeUndefined();
      await grace.post(`/launches/${launchId}/resume`);
      await untilIs(launchId, { status: 'running', run: 2 });
      expect(await (await opened(launchId)).run("print(open('/work/notes.txt').read())")).toBe('keep me\n');
    });
  });

  test('a session that asks for more than the node has waits, and says for what', async () => {
    const { launchId } = await launched({ image: nodeImages.programs, memory: '4Ti' });
    const phaseDetail = 'waiting for a node: no node has enough memory free';
    await untilIs(launchId, { status: 'launching', phaseDetail });
    await grace.post(`/launches/${launchId}/stop`, { discard: true });
    await untilIs(launchId, { status: 'inactive' });
  });

  describe('a session that cannot be, or cannot go on, fails as', () => {
    async function failure(environment: Environment): Promise<Launch['reason']> {
      const { projectId, launchId } = await launched(environment);
      const { reason } = await untilIs(launchId, { status: 'failed' });
      expect(await failuresIn(projectId)).toMatchObject([{ data: { reason: reason?.code } }]);
      return reason;
    }
    async function failuresIn(projectId: string): Promise<Loose[]> {
      const { body } = await grace.get<Loose[]>(`/projects/${projectId}/history`);
      return body.filter(({ type }) => type === 'SessionFailed');
    }
    const { programs: image } = nodeImages;

    test('OUT_OF_MEMORY', async () => {
      expect(await failure({ image, command: ['allocate'] })).toMatchObject({ code: 'OUT_OF_MEMORY' });
    });

    test('PROCESS_EXITED', async () => {
      expect(await failure({ image, command: ['crash'] })).toMatchObject({
        code: 'PROCESS_EXITED',
        message: expect.stringContaining('exit code 3'),
      });
    });

    test('COMMAND_NOT_FOUND', async () => {
      expect(await failure({ image, command: ['no-such-program'] })).toMatchObject({
        code: 'COMMAND_NOT_FOUND',
        message: expect.stringContaining('no-such-program'),
      });
    });

    test.each([
      ['IMAGE_NOT_FOUND', 'missing'],
      ['IMAGE_ACCESS_DENIED', 'private'],
    ])('%s', async (code, name) => {
      const reference = `127.0.0.1:${(registry.address() as AddressInfo).port}/${name}:1`;
      expect(await failure({ image: reference })).toMatchObject({ code, message: expect.stringContaining(reference) });
    });

    test('GONE, where its pod is deleted from outside', async () => {
      const { launchId } = await launched({ image });
      await untilIs(launchId, { status: 'running' });
      const pod = await podOf(launchId);
      await cluster.plane.admin.send({ method: 'DELETE', path: `${pods}/${pod?.metadata?.name ?? ''}` });
      expect((await untilIs(launchId, { status: 'failed' })).reason).toMatchObject({ code: 'GONE' });
    });

    test('CRASH_LOOP, where a rule of the cluster starts it again and again', async () => {
      await startAgain(cluster.plane.admin, cluster.plane.namespace, 'crash');
      expect(await failure({ image, command: ['crash'] })).toMatchObject({ code: 'CRASH_LOOP' });
    });
  });
});

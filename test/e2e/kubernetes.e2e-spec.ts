import type { V1Pod } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserRequest } from '../support/browser-request.js';
import { Kubeplane } from '../support/kubeplane/kubeplane.js';
import { PodAnswers } from '../support/kubeplane/pod-answers.js';
import { wantedKubeplane } from '../support/kubeplane/wanted-kubeplane.js';
import { until } from '../support/until.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

interface Launch {
  readonly launchId: string;
  readonly run: number;
  readonly status: string;
  readonly phase?: string;
  readonly phaseDetail?: string;
  readonly reason?: { readonly code: string };
}

const launchOf = ({ metadata }: V1Pod): string => metadata?.labels?.['renku-sessions/launch'] ?? '';

const binary = wantedKubeplane();
const onPlane = binary === undefined ? describe.skip : describe;

onPlane('on Kubernetes (needs tools/kubeplane/build.sh)', () => {
  let plane: Kubeplane;
  let answers: PodAnswers;
  let system: System | undefined;
  let grace: Person;

  beforeAll(async () => {
    plane = await Kubeplane.start(binary ?? '');
    answers = await PodAnswers.start(plane.admin, plane.namespace);
    system = await System.start({ SESSION_RUNTIME: 'kubernetes', KUBECONFIG: plane.kubeconfig('standalone') });
    grace = await system.person('grace');
  });
  afterAll(async () => {
    await system?.remove();
    answers.close();
    await plane.close();
  });

  const pods = async (): Promise<V1Pod[]> =>
    (await plane.admin.send<{ items: V1Pod[] }>({ path: `/api/v1/namespaces/${plane.namespace}/pods` })).items;

  async function launched(): Promise<string> {
    const projectId = await grace.createProject();
    await grace.addSession(projectId);
    return (await grace.post<Launch>(`/projects/${projectId}/launch`)).body.launchId;
  }
  const untilIs = (launchId: string, wanted: Partial<Launch>): Promise<Launch> =>
    until(`the launch is ${JSON.stringify(wanted)}`, async () => {
      const { body } = await grace.get<Launch>(`/launches/${launchId}`);
      return Object.entries(wanted).every(([name, value]) => body[name as keyof Launch] === value) && body;
    });

  test('a launch runs as a pod, is opened through the gateway, paused, resumed and stopped', async () => {
    const launchId = await launched();
    await untilIs(launchId, { status: 'running', run: 1 });
    expect(await pods()).toMatchObject([{ metadata: { labels: { 'renku-sessions/launch': launchId } } }]);

    const { url } = (await grace.post<{ url: string }>(`/launches/${launchId}/access`)).body;
    const entered = await browserRequest(url);
    expect(await browserRequest(new URL(entered.location ?? '', url).href, entered.cookie)).toMatchObject({
      status: 200,
      body: 'A session.',
    });

    await grace.post(`/launches/${launchId}/pause`);
    await untilIs(launchId, { status: 'paused' });
    expect(await pods()).toEqual([]);
    await grace.post(`/launches/${launchId}/resume`);
    await untilIs(launchId, { status: 'running', run: 2 });
    await grace.post(`/launches/${launchId}/stop`, { discard: true });
    await untilIs(launchId, { status: 'inactive' });
    await until('nothing of it is left', async () => {
      const path = `/api/v1/namespaces/${plane.namespace}/persistentvolumeclaims`;
      const { items } = await plane.admin.send<{ items: unknown[] }>({ path });
      return items.length === 0 && (await pods()).length === 0;
    });
  });

  test('a launch without room says what it waits for, and runs when there is room', async () => {
    const quota = `/api/v1/namespaces/${plane.namespace}/resourcequotas`;
    await plane.admin.create(quota, { metadata: { name: 'none' }, spec: { hard: { pods: '0' } } });
    await plane.untilQuotaCounts('none');
    const launchId = await launched();
    const phaseDetail = 'waiting for room in the quota none for pods=1';
    await untilIs(launchId, { status: 'launching', phase: 'queued', phaseDetail });
    await plane.admin.send({ method: 'DELETE', path: `${quota}/none` });
    await untilIs(launchId, { status: 'running' });
    await grace.post(`/launches/${launchId}/stop`, { discard: true });
    await untilIs(launchId, { status: 'inactive' });
  });

  test('launches that were asked for before it was killed are one pod each, and sessions went on meanwhile', async () => {
    const before = await launched();
    await untilIs(before, { status: 'running' });
    const begun = await Promise.all([launched(), launched(), launched()]);
    await system?.program.end('SIGKILL');
    expect((await pods()).map(launchOf)).toContain(before);
    await system?.restart();
    grace = (await system?.person('grace')) ?? grace;
    for (const launchId of [before, ...begun]) await untilIs(launchId, { status: 'running', run: 1 });
    expect((await pods()).map(launchOf).sort()).toEqual([before, ...begun].sort());
    for (const launchId of [before, ...begun]) await grace.post(`/launches/${launchId}/stop`, { discard: true });
    await until('no pod is left', async () => (await pods()).length === 0);
  });

  test('a launch whose pod is deleted from outside says so', async () => {
    const launchId = await launched();
    await untilIs(launchId, { status: 'running' });
    const [pod] = await pods();
    await plane.admin.send({
      method: 'DELETE',
      path: `/api/v1/namespaces/${plane.namespace}/pods/${pod?.metadata?.name ?? ''}`,
    });
    expect(await untilIs(launchId, { status: 'failed' })).toMatchObject({ reason: { code: 'GONE' } });
  });
});

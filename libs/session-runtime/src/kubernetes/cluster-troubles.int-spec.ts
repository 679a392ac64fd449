import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { wantedKubeplane } from '../../../../test/support/kubeplane/wanted-kubeplane.js';
import { until } from '../../../../test/support/until.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import type { ApiRequest } from './api/kubernetes-connection.js';
import { type KubernetesRuntimeUnderTest, kubernetesRuntimeUnderTest } from './kubernetes-runtime.fixture.js';
import { type ApiAnswer, WatchedConnection } from './watched-connection.fixture.js';

/** After a trouble is over, everything is as it should be by then. */
const RECOVERED_MS = 10_000;
/** How long troubles last. */
const AWAY_MS = 60_000;
const BUSY_MS = 4_000;
/** What the saga does where a call fails: it calls again. */
const AGAIN_MS = 250;

const binary = wantedKubeplane();
const onPlane = binary === undefined ? describe.skip : describe;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** As the API server, or who stands before it, refuses. */
const refusal = (statusCode: number, message: string, headers: Readonly<Record<string, string>> = {}): ApiAnswer => {
  const said = JSON.stringify({ kind: 'Status', code: statusCode, message });
  const body = Object.assign(Readable.from([said]), { text: () => Promise.resolve(said) });
  return { statusCode, headers, body } as unknown as ApiAnswer;
};

const isWatch = ({ query }: ApiRequest): boolean => query?.['watch'] === true;
const isList = ({ query }: ApiRequest): boolean => query?.['limit'] !== undefined;
const isPod = ({ method, path }: ApiRequest): boolean => method === 'POST' && path.endsWith('/pods');

onPlane('troubles of a cluster (needs tools/kubeplane/build.sh)', () => {
  let under: KubernetesRuntimeUnderTest;
  let connection: WatchedConnection;
  let runtime: SessionRuntime;
  let observed: ObservedRuns;
  /** Runs through all of it. */
  let going: RunSpec;

  beforeAll(async () => {
    under = await kubernetesRuntimeUnderTest(binary ?? '');
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    connection = new WatchedConnection(under.kubeconfig);
    runtime = under.runtimeOf(under.installation, connection);
    observed = new ObservedRuns(runtime, 25_000);
    going = under.spec();
    await runtime.ensure(going);
    await observed.until(going, 'ready');
  });
  afterEach(async () => {
    for (const run of await runtime.list()) await runtime.end(run, 1n);
    await until('nothing is left', async () => (await runtime.list()).length === 0);
    await observed.stop();
    await runtime.close();
  });

  const ensured = (spec: RunSpec): Promise<void> =>
    runtime.ensure(spec).catch(async () => {
      await delay(AGAIN_MS);
      return ensured(spec);
    });

  /**
   * From now on: what was asked for in the trouble has its pod, so has what is asked for now, and what happens is seen. When pods are
   * ready is the cluster's own: its controllers come back after up to a minute.
   */
  async function recovers(asked: RunSpec, ensuring: Promise<void>): Promise<void> {
    const begun = performance.now();
    const later = under.spec();
    await Promise.all([ensuring, ensured(later), under.kill(going)]);
    await observed.until(going, 'failed');
    for (const { launchId } of [asked, later])
      await until('it has one pod', async () => (await under.processes(launchId)) === 1);
    expect(performance.now() - begun).toBeLessThan(RECOVERED_MS);
    expect(observed.statuses(asked)).not.toContain('failed');
  }
  const wasNotLost = (): void => {
    expect(observed.statuses(going).at(-1)).toBe('ready');
    expect(observed.statuses(going)).not.toContain('gone');
  };

  test('it has forgotten the version that is watched from', async () => {
    connection.instead = (request) => (isWatch(request) ? refusal(410, 'too old resource version') : undefined);
    connection.sent.length = 0;
    connection.cut();
    await until('both feeds list anew, twice', () => connection.sent.filter(isList).length >= 4);
    wasNotLost();
    connection.instead = () => undefined;
    const asked = under.spec();
    await recovers(asked, ensured(asked));
  });

  test('it is too busy, and says when to come again', async () => {
    const asked = under.spec();
    connection.instead = () => refusal(429, 'too many requests', { 'retry-after': '1' });
    connection.sent.length = 0;
    connection.cut();
    const begun = performance.now();
    const ensuring = ensured(asked);
    await delay(BUSY_MS);
    const attempts = connection.sent.filter(({ method }) => method === 'POST').length;
    // it came again, and not sooner than it was told
    expect(attempts).toBeGreaterThan(1);
    expect(attempts).toBeLessThanOrEqual(1 + (performance.now() - begun) / 1_000);
    wasNotLost();
    connection.instead = () => undefined;
    await recovers(asked, ensuring);
  });

  test('others have changed what is written', async () => {
    const spec = under.spec();
    let conflicts = 0;
    connection.instead = (request) =>
      isPod(request) && conflicts++ === 0
        ? refusal(409, 'Operation cannot be fulfilled on resourcequotas "sessions": the object has been modified')
        : undefined;
    await runtime.ensure(spec);
    await observed.until(spec, 'ready');
    expect(conflicts).toBe(2);
    const watches = connection.deafen();
    const pod = `/api/v1/namespaces/${under.plane.namespace}/pods/${under.names.session(spec.launchId)}`;
    await under.plane.admin.merge(pod, { metadata: { annotations: { 'example.org/touched': 'by another' } } });
    connection.sent.length = 0;
    await runtime.end(spec, 1n);
    expect(connection.sent.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
    watches.release();
    await observed.until(spec, 'gone');
    wasNotLost();
  });

  test('it tells late what happens', async () => {
    const watches = connection.deafen();
    const asked = under.spec();
    await runtime.ensure(asked);
    await runtime.ensure(asked);
    await delay(BUSY_MS);
    expect(await under.processes(asked.launchId)).toBe(1);
    wasNotLost();
    watches.release();
    await recovers(asked, Promise.resolve());
  });

  test('it hears of a pod late, and then of several of its versions at once', async () => {
    const { admin, namespace } = under.plane;
    const asked = under.spec();
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const pod = `${pods}/${under.names.session(asked.launchId)}`;
    const addresses = new Set<string>();
    await admin.watch<V1Pod>(`${pods}?labelSelector=renku-sessions%2Flaunch%3D${asked.launchId}`, ({ object }) => {
      if (object.status?.podIP !== undefined) addresses.add(object.status.podIP);
    });
    const { pid } = under.plane.process('kwok');
    process.kill(pid, 'SIGSTOP');
    await runtime.ensure(asked);
    await until('it has a node', async () => (await admin.find<V1Pod>(pod))?.spec?.nodeName !== undefined);
    for (const version of ['2', '3', '4', '5'])
      await admin.merge(pod, { metadata: { annotations: { 'example.org/version': version } } });
    process.kill(pid, 'SIGCONT');
    const later = under.spec();
    await runtime.ensure(later);
    await Promise.all([asked, later].map((spec) => observed.until(spec, 'ready')));
    expect(addresses.size).toBe(1);
    expect(observed.last(asked)?.status).toBe('ready');
  });

  test('its store is killed while it is written how far a pod is', async () => {
    const { plane } = under;
    const asked = under.spec();
    const pod = `/api/v1/namespaces/${plane.namespace}/pods/${under.names.session(asked.launchId)}`;
    const { pid: kubelet } = plane.process('kwok');
    process.kill(kubelet, 'SIGSTOP');
    await runtime.ensure(asked);
    await until('it has a node', async () => (await plane.admin.find<V1Pod>(pod))?.spec?.nodeName !== undefined);
    process.kill(plane.process('etcd').pid, 'SIGSTOP');
    process.kill(kubelet, 'SIGCONT');
    await delay(BUSY_MS);
    await plane.kill('etcd', 0);
    await observed.until(asked, 'ready');
    wasNotLost();
  });

  test('it is away for a minute', async () => {
    const asked = under.spec();
    let ensuring: Promise<void> | undefined;
    await under.plane.process('kube-apiserver').restart(async () => {
      ensuring = ensured(asked);
      await delay(AWAY_MS);
      wasNotLost();
    });
    await under.plane.untilServing();
    await recovers(asked, ensuring ?? Promise.reject(new Error('It was not asked for.')));
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { wantedKubeplane } from '../../../../test/support/kubeplane/wanted-kubeplane.js';
import { until } from '../../../../test/support/until.js';
import { nextRun } from '../contract/contract-suite.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import { StaleEpochError } from '../stale-epoch-error.js';
import type { ApiObject } from './api/api-object.js';
import type { ApiRequest } from './api/kubernetes-connection.js';
import { type KubernetesRuntimeUnderTest, kubernetesRuntimeUnderTest } from './kubernetes-runtime.fixture.js';
import { metadataKeys, selectorOf } from './objects/metadata-keys.js';
import { WatchedConnection } from './watched-connection.fixture.js';

const binary = wantedKubeplane();
const onPlane = binary === undefined ? describe.skip : describe;

onPlane('the calls to a cluster (needs tools/kubeplane/build.sh)', () => {
  let under: KubernetesRuntimeUnderTest;
  /** Of the lease that everybody acts under, but for who was overtaken. */
  let epoch = 1n;
  const open: { runtime: SessionRuntime; observed: ObservedRuns }[] = [];

  beforeAll(async () => {
    under = await kubernetesRuntimeUnderTest(binary ?? '');
  }, 60_000);
  afterAll(() => under.close());
  afterEach(async () => {
    for (const { runtime, observed } of open.splice(0)) {
      for (const run of await runtime.list()) {
        await runtime.end(run, epoch);
        await observed.until(run, 'gone');
      }
      await observed.stop();
      await runtime.close();
    }
  });

  function connected(installation = under.installation) {
    const connection = new WatchedConnection(under.kubeconfig);
    const runtime = under.runtimeOf(installation, connection);
    const observed = new ObservedRuns(runtime, 25_000);
    open.push({ runtime, observed });
    return { connection, runtime, observed };
  }
  const specOf = (): RunSpec => under.spec({ epoch });

  test('are three for a first run, two for a later one, one for an end, none for what is there', async () => {
    const { connection, runtime, observed } = connected();
    const spec = specOf();
    await runtime.end(specOf(), epoch);
    const first = await connection.calls(async () => {
      await runtime.ensure(spec);
      await observed.until(spec, 'ready');
    });
    expect(first).toEqual(['POST persistentvolumeclaims', 'POST secrets', 'POST pods']);
    expect(await connection.calls(() => runtime.ensure(spec))).toEqual([]);
    const end = await connection.calls(async () => {
      await runtime.end(spec, epoch);
      await observed.until(spec, 'gone');
    });
    expect(end).toEqual(['DELETE pods']);
    const later = await connection.calls(async () => {
      await runtime.ensure(nextRun(spec));
      await observed.until(nextRun(spec), 'ready');
    });
    expect(later).toEqual(['PATCH secrets', 'POST pods']);
  });

  test('for another session of the same launch are those of a first run: it has a disk of its own', async () => {
    const { connection, runtime, observed } = connected();
    const spec = specOf();
    await runtime.ensure(spec);
    await runtime.end(spec, epoch);
    await observed.until(spec, 'gone');
    const other = { ...nextRun(spec), diskId: `${spec.diskId}-of-another-session` };
    const calls = await connection.calls(async () => {
      await runtime.ensure(other);
      await observed.until(other, 'ready');
    });
    expect(calls).toEqual(['PATCH secrets', 'POST persistentvolumeclaims', 'POST secrets', 'POST pods']);
  });

  test('that discard a disk delete it last: a worker killed before leaves nothing that a later run takes for it', async () => {
    const { connection, runtime, observed } = connected();
    const spec = specOf();
    await runtime.ensure(spec);
    await runtime.end(spec, epoch);
    await observed.until(spec, 'gone');
    const calls = await connection.calls(() => runtime.discard(spec.diskId, epoch));
    const deletions = calls.filter((call) => call.startsWith('DELETE'));
    expect(deletions).toEqual(['DELETE secrets', 'DELETE persistentvolumeclaims']);
  });

  test('of api and gateway are one GET by name for an endpoint', async () => {
    const { runtime, observed } = connected();
    const connection = new WatchedConnection(under.readers);
    const reader = under.reader(connection);
    const spec = specOf();
    await runtime.ensure(spec);
    await observed.until(spec, 'ready');
    expect(await reader.endpoint(spec.launchId)).toMatchObject({ run: 1 });
    const name = under.names.session(spec.launchId);
    const sent = connection.sent.map(({ method, path }) => `${method} ${path}`);
    expect(sent).toEqual([`GET /api/v1/namespaces/${under.plane.namespace}/pods/${name}`]);
  });

  /** Pod, disk and Secret, in the version that each has. */
  async function objectsOf(installation: string, { launchId }: RunSpec): Promise<string[]> {
    const { admin, namespace } = under.plane;
    const labels = `${selectorOf(installation)},${metadataKeys.launch}=${launchId}`;
    const lists = ['pods', 'persistentvolumeclaims', 'secrets'].map((resource) =>
      admin.labelled<ApiObject>(`/api/v1/namespaces/${namespace}/${resource}`, labels),
    );
    return (await Promise.all(lists))
      .flat()
      .map(({ metadata: { uid, resourceVersion } }) => `${uid} ${resourceVersion}`);
  }

  test('of two installations in one namespace never meet', async () => {
    const [mine, theirs] = [connected(), connected('another-installation')];
    const spec = specOf();
    const other = { ...spec, labels: { ...spec.labels, installation: 'another-installation' } };
    await Promise.all([mine.runtime.ensure(spec), theirs.runtime.ensure(other)]);
    await Promise.all([mine.observed.until(spec, 'ready'), theirs.observed.until(spec, 'ready')]);
    expect(await under.processes(spec.launchId)).toBe(2);
    const before = await objectsOf('another-installation', spec);
    expect(before).toHaveLength(3);
    await mine.runtime.end(spec, epoch);
    await mine.observed.until(spec, 'gone');
    await mine.runtime.discard(spec.diskId, epoch);
    await until('nothing of ours is left', async () => (await objectsOf(under.installation, spec)).length === 0);
    expect(await objectsOf('another-installation', spec)).toEqual(before);
    expect(await theirs.runtime.list()).toMatchObject([{ launchId: spec.launchId, status: 'ready' }]);
    await expect(theirs.runtime.discard(spec.diskId, epoch)).rejects.toThrow(spec.diskId);
    await expect(mine.runtime.ensure(other)).rejects.toThrow('another installation');
  });

  test('of a worker that was overtaken and hears nothing delete nothing', async () => {
    const [first, overtaken] = [connected(), connected()];
    const spec = specOf();
    await first.runtime.ensure(spec);
    await Promise.all([first.observed.until(spec, 'ready'), overtaken.observed.until(spec, 'ready')]);
    await overtaken.runtime.end(specOf(), epoch);
    // Whatever its watches tell from now on, it does not hear.
    const watches = overtaken.connection.deafen();
    epoch += 1n;
    await first.runtime.ensure({ ...spec, epoch });
    await expect(overtaken.runtime.end(spec, epoch - 1n)).rejects.toBeInstanceOf(StaleEpochError);
    expect(await under.processes(spec.launchId)).toBe(1);
    watches.release();
  });

  test('of a worker that was overtaken and hears nothing discard nothing', async () => {
    const [first, overtaken] = [connected(), connected()];
    const spec = specOf();
    await first.runtime.ensure(spec);
    await first.observed.until(spec, 'ready');
    await first.runtime.end(spec, epoch);
    await first.observed.until(spec, 'gone');
    await under.writeFile(spec.diskId, 'notes.txt', 'keep me');
    await overtaken.runtime.end(specOf(), epoch);
    const watches = overtaken.connection.deafen();
    epoch += 1n;
    await first.runtime.end(specOf(), epoch);
    await expect(overtaken.runtime.discard(spec.diskId, epoch - 1n)).rejects.toBeInstanceOf(StaleEpochError);
    expect(await under.readFile(spec.diskId, 'notes.txt')).toBe('keep me');
    watches.release();
  });

  test('for what waits for room are one a round, for all that ask for the same', async () => {
    const { connection, runtime, observed } = connected();
    const quota = `/api/v1/namespaces/${under.plane.namespace}/resourcequotas`;
    await under.plane.admin.create(quota, { metadata: { name: 'none' }, spec: { hard: { pods: '0' } } });
    try {
      await under.plane.untilQuotaCounts('none');
      const specs = Array.from({ length: 8 }, specOf);
      for (const spec of specs) await runtime.ensure(spec);
      const isPod = ({ method, path }: ApiRequest): boolean => method === 'POST' && path.endsWith('/pods');
      connection.sent.length = 0;
      await until('three rounds', () => connection.sent.filter(isPod).length >= 3);
      const asked = connection.sent
        .filter(isPod)
        .map(({ body }) => (body as { metadata: { name: string } }).metadata.name);
      expect(new Set(asked).size).toBe(1);
      expect(connection.sent.filter(({ method }) => method !== 'GET').every(isPod)).toBe(true);
      await under.plane.admin.send({ method: 'DELETE', path: `${quota}/none` });
      for (const spec of specs) await observed.until(spec, 'ready');
    } finally {
      await under.plane.admin
        .find(`${quota}/none`)
        .then((there) => there && under.plane.admin.send({ method: 'DELETE', path: `${quota}/none` }));
    }
  });

  test('whose answer is lost are repeated, and make one pod', async () => {
    const { connection, runtime, observed } = connected();
    const lost = new Set<string>();
    connection.disturb = async ({ method, path }, answer) => {
      if (method !== 'POST' || lost.has(path)) return answer;
      lost.add(path);
      await answer.body.dump();
      throw new TypeError('other side closed');
    };
    const spec = specOf();
    await runtime.ensure(spec);
    await observed.until(spec, 'ready');
    expect(lost.size).toBe(3);
    expect(await under.processes(spec.launchId)).toBe(1);
  });

  test('are made again where the API server was away, and what happened meanwhile is seen', async () => {
    const { runtime, observed } = connected();
    const [going, staying] = [specOf(), specOf()];
    for (const spec of [going, staying]) await runtime.ensure(spec);
    for (const spec of [going, staying]) await observed.until(spec, 'ready');
    await under.plane.process('kube-apiserver').restart();
    await under.plane.untilServing();
    await under.kill(going);
    await observed.until(going, 'failed');
    const later = specOf();
    await runtime.ensure(later);
    await observed.until(later, 'ready');
    expect(observed.statuses(staying).at(-1)).toBe('ready');
  });
});

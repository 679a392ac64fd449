import type { V1Pod, V1Secret } from '@kubernetes/client-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Kubeplane } from '../../../../test/support/kubeplane/kubeplane.js';
import { images } from '../../../../test/support/kubeplane/stages.js';
import { wantedKubeplane } from '../../../../test/support/kubeplane/wanted-kubeplane.js';
import { until } from '../../../../test/support/until.js';
import { nextRun } from '../contract/contract-suite.js';
import { GIVEN_TOKEN } from '../contract/given-credentials.fixture.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import type { RunKey, RunSpec, SessionRuntime } from '../session-runtime.js';
import { type RuntimesOnPlane, runtimesOn } from './runtimes-on.fixture.js';

const binary = wantedKubeplane();
const onPlane = binary === undefined ? describe.skip : describe;

const token = 'canary-of-a-pod';
const host = 'git.example.org';
const repositories = [{ name: 'private', url: `https://${host}/lab/private.git` }];

onPlane('what a pod clones with (needs tools/kubeplane/build.sh)', () => {
  let plane: Kubeplane;
  let runtimes: RuntimesOnPlane;
  const open: { runtime: SessionRuntime; observed: ObservedRuns }[] = [];

  beforeAll(async () => {
    plane = await Kubeplane.start(binary ?? '');
    runtimes = runtimesOn(plane, images.neverReady, { clone: { image: 'registry.example.org/clone:1' } });
  }, 60_000);
  afterAll(() => plane.close());
  afterEach(async () => {
    for (const { runtime, observed } of open.splice(0)) {
      await observed.stop();
      await runtime.close();
    }
  });

  const connected = () => {
    const runtime = runtimes.connect();
    const observed = new ObservedRuns(runtime, 25_000);
    open.push({ runtime, observed });
    return { runtime, observed };
  };
  const specOf = (): RunSpec => {
    const spec = runtimes.spec({ repositories });
    runtimes.credentials.give(spec.labels.userId, { host, token });
    return spec;
  };
  const path = (resource: string, name: string): string => `/api/v1/namespaces/${plane.namespace}/${resource}/${name}`;
  const secretOf = (run: RunKey) => plane.admin.find<V1Secret>(path('secrets', runtimes.names.credentials(run)));
  const podOf = ({ launchId }: RunKey) =>
    plane.admin.send<V1Pod>({ path: path('pods', runtimes.names.session(launchId)) });
  const contentOf = ({ data = {} }: V1Secret): unknown =>
    JSON.parse(Buffer.from(data['credentials.json'] ?? '', 'base64').toString());
  /** As a kubelet says it. */
  const cloned = async ({ launchId }: RunKey): Promise<void> => {
    const state = { terminated: { exitCode: 0, reason: 'Completed', message: '{"commits":[],"warnings":[]}' } };
    const status = { name: 'clone', image: 'x', imageID: '', ready: true, restartCount: 0, state };
    const pod = `${path('pods', runtimes.names.session(launchId))}/status`;
    await plane.admin.merge(pod, { status: { initContainerStatuses: [status] } });
  };

  test('is a Secret of that run, whose pod it belongs to and waits for it; the pod itself says nothing of it', async () => {
    const { runtime } = connected();
    const spec = specOf();
    await runtime.ensure(spec);
    const [pod, secret] = [await podOf(spec), await secretOf(spec)];
    expect(secret?.metadata?.ownerReferences).toMatchObject([{ kind: 'Pod', uid: pod.metadata?.uid }]);
    expect(secret && contentOf(secret)).toEqual([{ host, tokenId: GIVEN_TOKEN, username: 'oauth2', token }]);
    expect(pod.spec?.volumes).toContainEqual(
      expect.objectContaining({
        name: 'credentials',
        secret: expect.objectContaining({ secretName: secret?.metadata?.name }),
      }),
    );
    expect(JSON.stringify(pod)).not.toContain(token);
  });

  test('is emptied when the clones are over, also where the worker has changed meanwhile', async () => {
    const [first, spec] = [connected(), specOf()];
    const other = specOf();
    for (const one of [spec, other]) await first.runtime.ensure(one);
    await cloned(spec);
    await until('it is empty', async () => (await secretOf(spec))?.data === undefined);
    await first.observed.stop();
    await first.runtime.close();
    open.splice(0);
    expect((await secretOf(other))?.data).toBeDefined();
    await cloned(other);
    connected();
    await until('it is empty', async () => (await secretOf(other))?.data === undefined);
    expect((await secretOf(spec))?.metadata?.name).toBeDefined();
  });

  test('is given to a pod whose maker ended before it was, and not to one that has cloned', async () => {
    const [first, spec] = [connected(), specOf()];
    await first.runtime.ensure(spec);
    const remove = () =>
      plane.admin.send({ method: 'DELETE', path: path('secrets', runtimes.names.credentials(spec)) });
    await remove();
    await connected().runtime.ensure(spec);
    expect((await secretOf(spec))?.data).toBeDefined();
    await cloned(spec);
    await until('it is empty', async () => (await secretOf(spec))?.data === undefined);
    await remove();
    await connected().runtime.ensure(spec);
    expect(await secretOf(spec)).toBeUndefined();
  });

  test('goes with its pod; the next run has its own', async () => {
    const { runtime, observed } = connected();
    const spec = specOf();
    await runtime.ensure(spec);
    await runtime.end(spec, spec.epoch);
    await observed.until(spec, 'gone');
    await until('it is collected', async () => (await secretOf(spec)) === undefined);
    runtimes.credentials.give(spec.labels.userId, { host, token: 'newer' });
    await runtime.ensure(nextRun(spec));
    const secret = await secretOf(nextRun(spec));
    expect(secret && contentOf(secret)).toMatchObject([{ token: 'newer' }]);
  });

  test('is not there for a run whose person has none, or that clones nothing', async () => {
    const { runtime } = connected();
    const [without, nothing] = [runtimes.spec({ repositories }), { ...specOf(), repositories: [] }];
    for (const one of [without, nothing]) {
      await runtime.ensure(one);
      expect(await secretOf(one)).toBeUndefined();
      expect(JSON.stringify((await podOf(one)).spec?.volumes)).not.toContain('"credentials"');
    }
  });
});

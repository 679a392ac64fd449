import type { V1Pod } from '@kubernetes/client-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { workerRules } from '../../../../test/support/kubeplane/roles.js';
import { images } from '../../../../test/support/kubeplane/stages.js';
import { wantedKubeplane } from '../../../../test/support/kubeplane/wanted-kubeplane.js';
import { until } from '../../../../test/support/until.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import { type KubernetesRuntimeUnderTest, kubernetesRuntimeUnderTest } from './kubernetes-runtime.fixture.js';
import { ObjectNames } from './objects/object-names.js';

const forbidding = (image: string): object => ({
  failurePolicy: 'Fail',
  matchConstraints: {
    resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
  },
  validations: [
    { expression: `!object.spec.containers.exists(c, c.image == '${image}')`, message: 'Images are not from there.' },
  ],
});

/** As service meshes do, where nothing is to begin before their proxy. */
const proxyFirst = `[JSONPatch{ op: "add", path: "/spec/containers/0", value: Object.spec.containers{
  name: "proxy", image: "${images.ready}", ports: [Object.spec.containers.ports{ containerPort: 15090 }],
  securityContext: Object.spec.containers.securityContext{
    allowPrivilegeEscalation: false,
    capabilities: Object.spec.containers.securityContext.capabilities{ drop: ["ALL"] } } } }]`;

const binary = wantedKubeplane();
const onPlane = binary === undefined ? describe.skip : describe;

onPlane('what a cluster says (needs tools/kubeplane/build.sh)', () => {
  let under: KubernetesRuntimeUnderTest;
  let runtime: SessionRuntime;
  let observed: ObservedRuns;
  let namespaced: string;
  let made: RunSpec[];

  beforeAll(async () => {
    under = await kubernetesRuntimeUnderTest(binary ?? '');
    namespaced = `/api/v1/namespaces/${under.plane.namespace}`;
  }, 60_000);
  afterAll(() => under.close());
  beforeEach(() => {
    made = [];
    runtime = under.connect();
    observed = new ObservedRuns(runtime, 20_000);
  });
  afterEach(async () => {
    for (const spec of made) {
      await runtime.end(spec, 1n);
      await observed.until(spec, 'gone');
    }
    await observed.stop();
    await runtime.close();
  });

  async function begun(overrides: Partial<RunSpec> = {}): Promise<RunSpec> {
    const spec = under.spec(overrides);
    made.push(spec);
    await runtime.ensure(spec);
    return spec;
  }
  const podPath = ({ launchId }: RunSpec): string =>
    `${namespaced}/pods/${new ObjectNames(under.installation).session(launchId)}`;

  test.each([
    ['IMAGE_NOT_FOUND', images.missing],
    ['CRASH_LOOP', images.crashLoop],
    ['OUT_OF_MEMORY', images.outOfMemory],
    ['EVICTED', images.evicted],
    ['PROCESS_EXITED', images.crashing],
  ])('a run fails as %s', async (reason, reference) => {
    const spec = await begun({ image: { reference } });
    await observed.until(spec, 'failed');
    expect(observed.last(spec)).toMatchObject({ reason, message: expect.stringMatching(/\w/) });
    expect(await runtime.look(spec.launchId)).toMatchObject([{ status: 'failed', reason }]);
  });

  test('a run whose server does not answer is checked, and not ready', async () => {
    const spec = await begun({ image: { reference: images.neverReady } });
    await observed.untilSeen(spec, { phase: 'checking' });
    expect(observed.statuses(spec)).not.toContain('ready');
    expect(await under.reader().endpoint(spec.launchId)).toBeUndefined();
  });

  test('a run whose disk does not come waits, and says why', async () => {
    const spec = await begun({ image: { reference: images.withoutDisk } });
    await observed.untilSeen(spec, { phase: 'disk' });
    const pod = await under.plane.admin.find<V1Pod>(podPath(spec));
    const { name, namespace, uid } = pod?.metadata ?? {};
    await under.plane.admin.create(`${namespaced}/events`, {
      metadata: { name: `${name ?? ''}.1` },
      involvedObject: { kind: 'Pod', name, namespace, uid },
      ...{ type: 'Warning', reason: 'FailedAttachVolume', count: 3 },
      message: 'Multi-Attach error for volume "v"',
    });
    const detail = 'its disk is still held by the machine that had it before';
    await observed.untilSeen(spec, { status: 'starting', phase: 'disk', detail });
  });

  test('a run that fits no node waits, and says for what', async () => {
    const spec = await begun({ resources: { cpu: 4_000 } });
    const detail = 'waiting for a node: no node has enough processors free';
    await observed.untilSeen(spec, { status: 'starting', phase: 'scheduling', detail });
  });

  test('a run that asks for another place waits, and says for what', async () => {
    const spec = await begun({ placement: { nodeSelector: { pool: 'gpu' } } });
    const detail = 'waiting for a node: none has the labels that are asked for';
    await observed.untilSeen(spec, { status: 'starting', phase: 'scheduling', detail });
  });

  test('a run without room in the quota waits in the queue, and is taken when there is room', async () => {
    const quota = `${namespaced}/resourcequotas`;
    const first = await begun({ resources: { memory: 1024 } });
    await observed.until(first, 'ready');
    await under.plane.admin.create(quota, { metadata: { name: 'small' }, spec: { hard: { pods: '1' } } });
    try {
      await under.plane.untilQuotaCounts('small');
      const second = await begun();
      const detail = 'waiting for room in the quota small for pods=1';
      await observed.untilSeen(second, { status: 'starting', phase: 'queued', detail });
      expect(await runtime.look(second.launchId)).toMatchObject([{ run: 1, phase: 'queued' }]);
      await runtime.end(first, 1n);
      await observed.until(second, 'ready');
    } finally {
      await under.plane.admin.send({ method: 'DELETE', path: `${quota}/small` });
    }
  });

  test('a run waits while the controllers of the cluster are away that make what each pod needs', async () => {
    const { admin } = under.plane;
    const { pid } = under.plane.process('kube-controller-manager');
    const account = `${namespaced}/serviceaccounts/default`;
    process.kill(pid, 'SIGSTOP');
    try {
      await admin.send({ method: 'DELETE', path: account });
      const spec = await begun();
      const detail = 'waiting for the cluster to make the account that pods of its namespace have';
      await observed.untilSeen(spec, { status: 'starting', phase: 'queued', detail });
      process.kill(pid, 'SIGCONT');
      await observed.until(spec, 'ready');
      expect(observed.statuses(spec)).not.toContain('failed');
    } finally {
      process.kill(pid, 'SIGCONT');
      await until('pods have an account again', async () => (await admin.find(account)) !== undefined);
    }
  });

  test('a run that waits for room is ended without a trace', async () => {
    const quota = `${namespaced}/resourcequotas`;
    await under.plane.admin.create(quota, { metadata: { name: 'none' }, spec: { hard: { pods: '0' } } });
    try {
      await under.plane.untilQuotaCounts('none');
      const spec = await begun();
      await observed.untilSeen(spec, { phase: 'queued' });
      await runtime.end(spec, 1n);
      await observed.until(spec, 'gone');
      expect(await runtime.list()).toEqual([]);
    } finally {
      await under.plane.admin.send({ method: 'DELETE', path: `${quota}/none` });
    }
  });

  test('a run that a rule forbids fails and names the rule', async () => {
    const spec = await begun({ placement: { priorityClassName: 'gold' } });
    await observed.until(spec, 'failed');
    expect(observed.last(spec)).toMatchObject({ reason: 'MISCONFIGURED', message: expect.stringContaining('gold') });
    await runtime.ensure(spec);
    expect(await runtime.list()).toMatchObject([{ run: 1, status: 'failed' }]);
  });

  test('a limit of the namespace that it exceeds is told', async () => {
    const limits = `${namespaced}/limitranges`;
    const limit = { type: 'Container', max: { memory: '1Gi' } };
    await under.plane.admin.create(limits, { metadata: { name: 'small' }, spec: { limits: [limit] } });
    try {
      const spec = await begun({ resources: { memory: 2 * 2 ** 30 } });
      await observed.until(spec, 'failed');
      expect(observed.last(spec)).toMatchObject({ reason: 'POLICY_DENIED', message: expect.stringContaining('1Gi') });
    } finally {
      await under.plane.admin.send({ method: 'DELETE', path: `${limits}/small` });
    }
  });

  test('a right that the system lost is waited for, told to the operator, and no session fails for it', async () => {
    const role = `/apis/rbac.authorization.k8s.io/v1/namespaces/${under.plane.namespace}/roles/worker`;
    const { admin } = under.plane;
    const rulesWithout = (verb: string) =>
      workerRules.map((rule) => ({ ...rule, verbs: rule.verbs.filter((each) => each !== verb) }));
    await admin.merge(role, { rules: rulesWithout('create') });
    try {
      await until('it is not let create any more', async () => {
        const probe = under.spec();
        made.push(probe);
        await runtime.ensure(probe);
        return under.problems.standing().length > 0;
      });
      const spec = await begun();
      const right = 'create persistentvolumeclaims';
      const detail = `waiting for an administrator: the cluster does not let this system ${right}`;
      await observed.untilSeen(spec, { status: 'starting', phase: 'queued', detail });
      expect(under.problems.standing()).toContainEqual(
        expect.objectContaining({ name: `may not ${right}`, advice: expect.stringContaining('worker') }),
      );
      await admin.merge(role, { rules: workerRules });
      await observed.until(spec, 'ready');
      expect(observed.statuses(spec)).not.toContain('failed');
    } finally {
      await admin.merge(role, { rules: workerRules });
    }
  });

  test('an admission policy that forbids it is told in its own words', async () => {
    const policies = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';
    const bindings = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';
    const { admin } = under.plane;
    const reference = 'registry.example.org/forbidden:1';
    await admin.create(policies, { metadata: { name: 'images' }, spec: forbidding(reference) });
    await admin.create(bindings, {
      metadata: { name: 'images' },
      spec: { policyName: 'images', validationActions: ['Deny'] },
    });
    const dryRun = { metadata: { name: 'dry' }, spec: { containers: [{ name: 'dry', image: reference }] } };
    const path = '/api/v1/namespaces/default/pods?dryRun=All';
    await until('the policy is enforced', () =>
      admin.create(path, dryRun).then(
        () => false,
        (error: unknown) => String(error).includes('not from there'),
      ),
    );
    const spec = await begun({ image: { reference } });
    await observed.until(spec, 'failed');
    const message = expect.stringContaining('Images are not from there.');
    expect(observed.last(spec)).toMatchObject({ reason: 'POLICY_DENIED', message });
    expect(await admin.find(podPath(spec))).toBeUndefined();
  });

  test('a container that the cluster puts before ours is taken neither for the session nor for its end', async () => {
    const { admin } = under.plane;
    const group = '/apis/admissionregistration.k8s.io/v1';
    const matchConstraints = {
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
    };
    const mutations = [{ patchType: 'JSONPatch', jsonPatch: { expression: proxyFirst } }];
    const policy = { matchConstraints, mutations, failurePolicy: 'Fail', reinvocationPolicy: 'Never' };
    await admin.create(`${group}/mutatingadmissionpolicies`, { metadata: { name: 'proxy' }, spec: policy });
    const bindings = `${group}/mutatingadmissionpolicybindings`;
    await admin.create(bindings, { metadata: { name: 'proxy' }, spec: { policyName: 'proxy' } });
    try {
      const main = { name: 'main', image: images.ready };
      const dryRun = { method: 'POST', path: '/api/v1/namespaces/default/pods?dryRun=All' };
      await until('the cluster puts it there', async () => {
        const body = { metadata: { name: 'dry' }, spec: { containers: [main] } };
        return (await admin.send<V1Pod>({ ...dryRun, body })).spec?.containers.length === 2;
      });
      const spec = await begun();
      await observed.until(spec, 'ready');
      expect((await under.reader().endpoint(spec.launchId))?.origin).toMatch(/:8888$/);
      const status = (await admin.find<V1Pod>(podPath(spec)))?.status;
      const containerStatuses = status?.containerStatuses?.map((each) =>
        Object.assign(each, each.name === 'main' && { state: { terminated: { exitCode: 0, reason: 'Completed' } } }),
      );
      await admin.merge(`${podPath(spec)}/status`, { status: { containerStatuses } });
      await observed.until(spec, 'exited');
    } finally {
      await admin.send({ method: 'DELETE', path: `${bindings}/proxy` });
      await admin.send({ method: 'DELETE', path: `${group}/mutatingadmissionpolicies/proxy` });
    }
  });

  test('a pod whose node is taken away by a taint says that it lost its node', async () => {
    const spec = await begun();
    await observed.until(spec, 'ready');
    const pod = await under.plane.admin.find<V1Pod>(podPath(spec));
    const node = `/api/v1/nodes/${pod?.spec?.nodeName ?? ''}`;
    const taints = [{ key: 'out-of-service', effect: 'NoExecute' }];
    await under.plane.admin.merge(node, { spec: { taints } });
    try {
      await observed.until(spec, 'gone');
      expect(observed.statesOf(spec)).toContainEqual(
        expect.objectContaining({ status: 'failed', reason: 'NODE_LOST' }),
      );
    } finally {
      await under.plane.admin.merge(node, { spec: { taints: null } });
    }
  });

  test('a pod that is deleted from outside is gone', async () => {
    const spec = await begun();
    await observed.until(spec, 'ready');
    await under.plane.admin.send({ method: 'DELETE', path: podPath(spec) });
    await observed.until(spec, 'gone');
  });

  test('a pod that is evicted through the API is failed before it is gone', async () => {
    const spec = await begun();
    await observed.until(spec, 'ready');
    const { name, namespace } = { name: podPath(spec).split('/').at(-1), namespace: under.plane.namespace };
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
    await under.plane.admin.create(`${podPath(spec)}/eviction`, eviction);
    await observed.until(spec, 'gone');
    expect(observed.statesOf(spec)).toContainEqual(expect.objectContaining({ status: 'failed', reason: 'EVICTED' }));
  });
});

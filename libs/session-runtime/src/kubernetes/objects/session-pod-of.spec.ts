import { describe, expect, test } from 'vitest';
import type { ImageConfig, ImageRun } from '#libs/image-registry';
import type { RunSpec } from '../../session-runtime.js';
import type { CloneRules } from '../clone/clone-rules.js';
import { metadataKeys as keys } from './metadata-keys.js';
import { type SessionPodOptions, sessionPodOf } from './session-pod-of.js';

const digest = `sha256:${'0'.repeat(64)}`;
const spec = (overrides: Partial<RunSpec> = {}): RunSpec => ({
  ...{ launchId: 'l1', run: 2, diskId: 'd1', epoch: 7n },
  labels: { installation: 'i1', projectId: 'p1', sessionId: 's1', userId: 'u1' },
  image: { reference: 'registry.example.org:5000/jupyter/python:1', digest },
  ...{ imageRun: {}, repositories: [], storages: [], resources: {} },
  ...overrides,
});
const storages = { mounts: [], warnings: [] };
const repositories = [{ name: 'analysis', url: 'https://git.example.org/analysis.git' }];
const outbound = { allowed: ['10.0.0.0/8'], ownStores: [] };
const podOf = (overrides: Partial<RunSpec> = {}, image?: string, more: Partial<SessionPodOptions> = {}) =>
  sessionPodOf(spec(overrides), {
    ...{ name: 'session-x', disk: 'disk-y', storages, ...more },
    clone: { image, outbound, timeoutMs: 60_000 },
  });
const boundedPodOf = (ephemeralStorage: number) =>
  sessionPodOf(spec({ repositories, resources: { memory: 2 ** 30 } }), {
    ...{ name: 'session-x', disk: 'disk-y', storages, ephemeralStorage },
    clone: { image: 'registry.example.org/clone:1', outbound, timeoutMs: 60_000 },
  }).spec!;
const podOfImage = (config: Partial<ImageConfig>, overrides: Partial<RunSpec> = {}) =>
  sessionPodOf(spec(overrides), {
    ...{ name: 'session-x', disk: 'disk-y', storages, clone: { image: undefined, outbound, timeoutMs: 60_000 } },
    config: { entrypoint: [], command: [], user: '', exposedPorts: [], ...config },
  });
const mainOf = (overrides: Partial<RunSpec> = {}) => podOf(overrides).spec!.containers[0]!;

describe('the pod of a run whose image says how it is run', () => {
  test('starts it as the web server that it is, on its port', () => {
    const { spec: given, metadata } = podOfImage({
      entrypoint: ['/init'],
      exposedPorts: ['8787/tcp'],
      user: '1001:1002',
    });
    expect(given?.containers[0]).toMatchObject({ ports: [{ containerPort: 8787 }] });
    expect(given?.containers[0]).not.toHaveProperty('args');
    expect(given?.securityContext).toMatchObject({ runAsUser: 1001, runAsGroup: 1002, fsGroup: 1002 });
    expect(Object.values(metadata?.annotations ?? {})).toContain('http');
  });

  test.each([
    ['1001', 1001, 100],
    ['', 1000, 100],
    ['0', 1000, 100],
    ['root:root', 1000, 100],
    ['jovyan', 1000, 100],
    ['12345678901234567890:1:2', 1000, 100],
  ])('as its user %j, where that is a number and not root', (user, runAsUser, runAsGroup) => {
    expect(podOfImage({ user }).spec?.securityContext).toMatchObject({ runAsUser, runAsGroup });
  });

  const homeIn = (user: string) => {
    const { containers, volumes } = podOfImage({ user }).spec!;
    const [main] = containers;
    const home = main?.env?.find(({ name }) => name === 'HOME')?.value;
    const mount = main?.volumeMounts?.find(({ mountPath }) => mountPath === home);
    return { home, volume: volumes?.find(({ name }) => name === mount?.name) };
  };

  test.each(['', '0', '0:0', 'root', 'root:root'])('as whoever it has no home for gets one: %j', (user) => {
    expect(homeIn(user)).toEqual({ home: '/home/session', volume: { name: 'home', emptyDir: {} } });
  });

  test.each(['1000', '1001:0', 'jovyan', 'rooty'])('as its own user has the home that it says: %j', (user) => {
    expect(homeIn(user)).toEqual({ home: undefined, volume: undefined });
  });

  test('and what the environment says counts before it', () => {
    const given = podOfImage({ user: '1001', exposedPorts: ['80/tcp'] }, { imageRun: { user: '7:8', port: 90 } }).spec;
    expect(given).toMatchObject({
      securityContext: { runAsUser: 7 },
      containers: [{ ports: [{ containerPort: 90 }] }],
    });
  });
});

describe('the pod of a run', () => {
  test('passes Pod Security restricted, and has no account of the cluster', () => {
    const { spec: given } = podOf({ repositories }, 'registry.example.org/clone:1');
    expect(given).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        fsGroup: 100,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    for (const container of [...given!.containers, ...given!.initContainers!]) {
      expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    }
  });

  test('ends where its main process ends: the saga says whether it starts again', () => {
    expect(podOf().spec?.restartPolicy).toBe('Never');
  });

  test('may write so much outside its disk, of which a tenth is kept for it', () => {
    const { containers, initContainers } = boundedPodOf(10 * 2 ** 30);
    for (const { resources } of [...containers, ...initContainers!]) {
      expect(resources?.limits).toHaveProperty('ephemeral-storage', String(10 * 2 ** 30));
      expect(resources?.requests).toHaveProperty('ephemeral-storage', String(2 ** 30));
      expect(resources?.limits).toHaveProperty('memory');
    }
  });

  test('asks for no room outside its disk where nodes do not measure it', () => {
    const { containers, initContainers } = boundedPodOf(0);
    expect(JSON.stringify([containers, initContainers])).not.toContain('ephemeral-storage');
  });

  test('runs the image at its digest', () => {
    expect(mainOf().image).toBe(`registry.example.org:5000/jupyter/python@${digest}`);
    expect(mainOf({ image: { reference: 'jupyter/python:1' } }).image).toBe('jupyter/python:1');
  });

  test('starts JupyterLab on all its addresses, with the token from the Secret and not in its arguments', () => {
    const main = mainOf();
    expect(main.command).toBeUndefined();
    expect(main.args).toEqual(expect.arrayContaining(['jupyter', 'lab', '--ServerApp.ip=0.0.0.0']));
    const secretKeyRef = { name: 'disk-y', key: 'token-2' };
    expect(main.env).toEqual([{ name: 'JUPYTER_TOKEN', valueFrom: { secretKeyRef } }]);
  });

  test('starts what the environment says, as whom it says', () => {
    const imageRun: ImageRun = {
      frontEnd: 'http',
      port: 3838,
      command: ['serve'],
      user: '998:997',
      landingPath: '/app',
    };
    expect(mainOf({ imageRun })).toMatchObject({ command: ['serve'], ports: [{ containerPort: 3838 }] });
    expect(podOf({ imageRun }).spec?.securityContext).toMatchObject({ runAsUser: 998, runAsGroup: 997, fsGroup: 997 });
    expect(podOf({ imageRun }).metadata?.annotations).toMatchObject({ [keys.landingPath]: '/app' });
  });

  test('is told its words as they are said, though the kubelet would put variables into them', () => {
    const imageRun: ImageRun = { frontEnd: 'http', command: ['sh', '-c'], args: ['echo $$ $(JUPYTER_TOKEN) $PATH'] };
    expect(mainOf({ imageRun })).toMatchObject({
      command: ['sh', '-c'],
      args: ['echo $$$$ $$(JUPYTER_TOKEN) $$PATH'],
    });
  });

  test('may use the memory and devices that it asks for and no more, and all processors that are idle', () => {
    const resources = { cpu: 0.5, memory: 2 ** 30, gpu: 1 };
    expect(mainOf({ resources }).resources).toEqual({
      requests: { cpu: '0.5', memory: '1073741824', 'nvidia.com/gpu': '1' },
      limits: { memory: '1073741824', 'nvidia.com/gpu': '1' },
    });
  });

  test('is placed where the run is to be placed', () => {
    const placement: RunSpec['placement'] = {
      nodeSelector: { pool: 'gpu' },
      tolerations: [{ key: 'gpu', operator: 'Exists' }],
      priorityClassName: 'gold',
    };
    expect(podOf({ placement }).spec).toMatchObject(placement);
  });

  test('is found by what it is for, and says under which epoch it was made', () => {
    expect(podOf().metadata?.labels).toEqual({
      [keys.managedBy]: 'renku-sessions',
      ...{ [keys.installation]: 'i1', [keys.launch]: 'l1', [keys.run]: '2', [keys.disk]: 'd1' },
      ...{ [keys.project]: 'p1', [keys.session]: 's1', [keys.user]: 'u1' },
    });
    expect(podOf().metadata?.annotations?.[keys.epoch]).toBe('7');
  });

  test('clones only where there is something to clone, from a file of the Secret', () => {
    expect(podOf({}, 'registry.example.org/clone:1').spec?.initContainers).toBeUndefined();
    const { spec: given } = podOf({ repositories }, 'registry.example.org/clone:1');
    expect(given?.initContainers).toMatchObject([{ name: 'clone', image: 'registry.example.org/clone:1' }]);
    expect(given?.volumes).toContainEqual({
      name: 'repositories',
      secret: { secretName: 'disk-y', items: [{ key: 'repositories-2', path: 'repositories.json' }] },
    });
  });

  describe('where there are authorities beside the public ones', () => {
    const believing = (overrides: Partial<RunSpec>, image?: string) =>
      sessionPodOf(spec(overrides), {
        ...{ name: 'session-x', disk: 'disk-y', storages },
        clone: { image, outbound, timeoutMs: 60_000, authorities: 'our-authorities' },
      }).spec!;
    const bundle = '/run/renku-sessions-ca/ca-bundle.crt';

    test.each([
      ['clones', repositories],
      ['has nothing to clone', []],
    ])('puts all together before the session starts that %s', (_, repositories) => {
      const { volumes, initContainers } = believing({ repositories }, 'registry.example.org/clone:1');
      const configMap = { name: 'our-authorities', optional: true };
      expect(volumes).toContainEqual({ name: 'authorities', configMap });
      const mounts = initContainers![0]!.volumeMounts!;
      expect(mounts).toContainEqual({
        name: 'authorities',
        mountPath: '/run/renku-sessions-authorities',
        readOnly: true,
      });
      expect(mounts).toContainEqual({ name: 'ca-bundle', mountPath: '/run/renku-sessions-ca' });
      const { authorities } = JSON.parse(initContainers![0]!.env![0]!.value!) as CloneRules;
      expect(authorities).toEqual({ own: '/run/renku-sessions-authorities/ca.crt', bundle });
      const wanted = repositories.length === 0 ? [] : ['/run/renku-sessions/repositories.json'];
      expect(initContainers![0]!.command).toEqual(['renku-sessions-clone', ...wanted]);
    });

    test('the session believes them, and cannot change them', () => {
      const { containers } = believing({}, 'registry.example.org/clone:1');
      const { env, volumeMounts } = containers[0]!;
      expect(volumeMounts).toContainEqual({ name: 'ca-bundle', mountPath: '/run/renku-sessions-ca', readOnly: true });
      for (const name of ['GIT_SSL_CAINFO', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'])
        expect(env).toContainEqual({ name, value: bundle });
    });

    test('where nobody puts them together, a session believes what its image does', () => {
      const { containers, initContainers } = believing({ repositories });
      expect(initContainers).toBeUndefined();
      expect(containers[0]!.env!.map(({ name }) => name)).toEqual(['JUPYTER_TOKEN']);
    });
  });

  test('says what it lacks: what nobody clones, and storages', () => {
    const missed = { code: 'storage-unavailable', message: 'There is no /work/data: …' } as const;
    const lacking = podOf({ repositories }, undefined, { storages: { mounts: [], warnings: [missed] } });
    const warnings = lacking.metadata?.annotations?.[keys.warnings];
    expect(JSON.parse(warnings ?? '')).toMatchObject([
      { code: 'storage-unavailable', message: expect.stringContaining('/work/data') },
      { code: 'clone-failed', message: expect.stringContaining('SESSION_CLONE_IMAGE') },
    ]);
  });
});

describe('the pod of a run whose image a pipeline built', () => {
  const secretsOf = (image: RunSpec['image']) => {
    const options = {
      name: 'session-x',
      disk: 'disk-y',
      storages,
      clone: { image: undefined, outbound, timeoutMs: 60_000 },
    };
    return sessionPodOf(spec({ image }), { ...options, pullSecret: 'code-hosts' }).spec?.imagePullSecrets;
  };

  test('is pulled with the operator’s secret, and no other is', () => {
    const image = { reference: 'registry.example.org/lab/analysis:1', digest };
    expect(secretsOf({ ...image, isBuilt: true })).toEqual([{ name: 'code-hosts' }]);
    expect(secretsOf(image)).toBeUndefined();
  });
});

describe('the pod of a run that clones with somebody’s token', () => {
  const clone = { image: 'registry.example.org/clone:1', outbound, timeoutMs: 60_000 };
  const podWith = (credentials?: { secret: string | undefined }) =>
    sessionPodOf(spec({ repositories }), { ...{ name: 'session-x', disk: 'disk-y', storages, clone }, credentials })
      .spec!;
  const rulesOf = ({ initContainers = [] }: ReturnType<typeof podWith>): unknown =>
    JSON.parse(initContainers[0]?.env?.[0]?.value ?? '');

  test('has it as a file of the container that clones, and of no other', () => {
    const pod = podWith({ secret: 'clone-z' });
    expect(pod.volumes).toContainEqual({ name: 'credentials', secret: { secretName: 'clone-z', defaultMode: 0o440 } });
    const mount = { name: 'credentials', mountPath: '/run/renku-sessions-credentials', readOnly: true };
    expect(pod.initContainers?.[0]?.volumeMounts).toContainEqual(mount);
    expect(pod.containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name))).toEqual([
      ...['work', 'shared-memory'],
    ]);
    expect(rulesOf(pod)).toMatchObject({ credentials: '/run/renku-sessions-credentials/credentials.json' });
  });

  test('has none where they have none, and is told whether anybody could', () => {
    const pod = podWith({ secret: undefined });
    expect(JSON.stringify(pod.volumes)).not.toContain('credentials');
    expect(rulesOf(pod)).toHaveProperty('credentials');
    expect(rulesOf(podWith())).not.toHaveProperty('credentials');
  });
});

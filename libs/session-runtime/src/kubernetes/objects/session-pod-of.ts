import type { V1Container, V1Pod, V1PodSpec, V1SecurityContext, V1Volume } from '@kubernetes/client-node';
import { type ResolvedImageRun, resolveImageRun } from '#libs/image-registry';
import { imageAtDigest } from '../../image-at-digest.js';
import { mainCommandOf } from '../../main-command-of.js';
import type { RunSpec, RunWarning } from '../../session-runtime.js';
import { type CloneSettings, cloneContainerOf } from './clone-container-of.js';
import { metadataKeys as keys } from './metadata-keys.js';
import { runLabels } from './run-labels.js';
import { secretEntries } from './run-secret-of.js';

export interface SessionPodOptions {
  readonly name: string;
  /** Of its claim, and of the Secret that goes with that. */
  readonly disk: string;
  readonly clone: CloneSettings;
}

/** What the Jupyter stacks run as. An image that wants another user says so in its environment. */
const DEFAULT_USER = '1000:100';
const SHARED_MEMORY = '64Mi';

/** One run: passes Pod Security `restricted`, and ends where its main process ends. */
export const sessionPodOf = (spec: RunSpec, options: SessionPodOptions): V1Pod => {
  const run = resolveImageRun(spec.imageRun, undefined);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: options.name,
      labels: { ...runLabels(spec), [keys.run]: String(spec.run) },
      annotations: {
        [keys.epoch]: String(spec.epoch),
        [keys.warnings]: JSON.stringify(warningsOf(spec, options.clone)),
        [keys.landingPath]: run.landingPath,
        [keys.frontEnd]: run.frontEnd,
      },
    },
    spec: podSpecOf(spec, run, options),
  };
};

function podSpecOf(spec: RunSpec, run: ResolvedImageRun, { disk, clone }: SessionPodOptions): V1PodSpec {
  const { nodeSelector, tolerations, priorityClassName } = spec.placement ?? {};
  const cloning = cloneContainerOf(spec, { ...clone, secret: disk, security: containerSecurity });
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 30,
    securityContext: podSecurityOf(run),
    ...(nodeSelector && { nodeSelector: { ...nodeSelector } }),
    ...(tolerations && { tolerations: tolerations.map((toleration) => ({ ...toleration })) }),
    ...(priorityClassName && { priorityClassName }),
    ...(cloning && { initContainers: [cloning.container] }),
    containers: [mainContainerOf(spec, run, disk)],
    volumes: [...volumesOf(disk), ...(cloning?.volumes ?? [])],
  };
}

/** `user` is a number: the kubelet cannot see that a name is not root. */
function podSecurityOf({ user = DEFAULT_USER }: ResolvedImageRun): V1PodSpec['securityContext'] {
  const [uid = 1000, gid = 100] = user.split(':').map(Number);
  return {
    runAsNonRoot: true,
    runAsUser: uid,
    runAsGroup: gid,
    fsGroup: gid,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

const containerSecurity: V1SecurityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

function mainContainerOf(spec: RunSpec, run: ResolvedImageRun, secret: string): V1Container {
  const { command, args } = mainCommandOf(run, false);
  const token = { secretKeyRef: { name: secret, key: secretEntries.token(spec.run) } };
  return {
    name: 'main',
    image: imageAtDigest(spec.image),
    imagePullPolicy: 'IfNotPresent',
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    workingDir: run.workingDir,
    env: [{ name: 'JUPYTER_TOKEN', valueFrom: token }],
    ports: [{ name: 'session', containerPort: run.port }],
    resources: resourcesOf(spec),
    securityContext: containerSecurity,
    // How long it may take is the saga's to say: it would be killed here without a reason.
    startupProbe: { tcpSocket: { port: 'session' }, periodSeconds: 1, failureThreshold: 86_400 },
    volumeMounts: [
      { name: 'work', mountPath: '/work' },
      { name: 'shared-memory', mountPath: '/dev/shm' },
    ],
  };
}

/** Memory and devices cannot be taken back, so what is asked for is the limit; processor time can. */
function resourcesOf({ resources: { cpu, memory, gpu } }: RunSpec): V1Container['resources'] {
  const whole = {
    ...(memory === undefined ? {} : { memory: String(memory) }),
    ...(gpu === undefined ? {} : { 'nvidia.com/gpu': String(gpu) }),
  };
  return { requests: { ...(cpu === undefined ? {} : { cpu: String(cpu) }), ...whole }, limits: whole };
}

function volumesOf(disk: string): V1Volume[] {
  return [
    { name: 'work', persistentVolumeClaim: { claimName: disk } },
    { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: SHARED_MEMORY } },
  ];
}

function warningsOf({ storages, repositories }: RunSpec, { image }: CloneSettings): RunWarning[] {
  const unmounted = storages.map(
    ({ name }): RunWarning => ({
      code: 'storage-unavailable',
      message: `There is no /work/${name}: this version mounts no storages on a cluster.`,
    }),
  );
  if (image !== undefined) return unmounted;
  const message = (name: string): string =>
    `${JSON.stringify(name)} was not cloned: this installation names no image that clones (SESSION_CLONE_IMAGE). Clone it in a terminal.`;
  return [
    ...unmounted,
    ...repositories.map(({ name }): RunWarning => ({ code: 'clone-failed', message: message(name) })),
  ];
}

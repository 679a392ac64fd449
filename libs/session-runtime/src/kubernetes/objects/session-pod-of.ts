import type {
  V1Container,
  V1EnvVar,
  V1Pod,
  V1PodSpec,
  V1ResourceRequirements,
  V1SecurityContext,
  V1Volume,
  V1VolumeMount,
} from '@kubernetes/client-node';
import { type ImageConfig, type ResolvedImageRun, resolveImageRun } from '#libs/image-registry';
import { imageAtDigest } from '../../image-at-digest.js';
import { mainCommandOf } from '../../main-command-of.js';
import { missingFiles } from '../../missing-files.js';
import type { RunSpec, RunWarning } from '../../session-runtime.js';
import type { StoragePlan } from '../../storages/plan-storages.js';
import { asSaid } from './as-said.js';
import { type CloneSettings, cloneContainerOf } from './clone-container-of.js';
import { homeOf } from './home-of.js';
import { metadataKeys as keys } from './metadata-keys.js';
import { runLabels } from './run-labels.js';
import { secretEntries } from './run-secret-of.js';
import { type ClusterPlace, storageVolumesOf } from './storage-volumes-of.js';
import { withEphemeralStorage } from './with-ephemeral-storage.js';

export interface SessionPodOptions {
  readonly name: string;
  /** Of its claim, and of the Secret that goes with that. */
  readonly disk: string;
  /** For which that disk was made; undefined where an earlier version made it. */
  readonly madeForRun?: string | undefined;
  readonly clone: CloneSettings;
  /** The Secret with what it clones with, if there is any; absent where nobody's tokens are kept. */
  readonly credentials?: { readonly secret: string | undefined } | undefined;
  readonly storages: StoragePlan<ClusterPlace>;
  /** Bytes; 0, or absent, for as much as the node has. */
  readonly ephemeralStorage?: number | undefined;
  /** A Secret, for images that pipelines of repositories built: others are to be had by everybody. */
  readonly pullSecret?: string | undefined;
  /** What the image says of itself; undefined where nobody could look. */
  readonly config?: ImageConfig | undefined;
}

/** What the Jupyter stacks run as, and whatever names no other number: a cluster lets nobody be root, nor see whose number a name is. */
const DEFAULT_USER = '1000:100';
const SHARED_MEMORY = '64Mi';

/** One run: passes Pod Security `restricted`, and ends where its main process ends. */
export const sessionPodOf = (spec: RunSpec, options: SessionPodOptions): V1Pod => {
  const run = resolveImageRun(spec.imageRun, options.config);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: options.name,
      labels: { ...runLabels(spec), [keys.run]: String(spec.run) },
      annotations: {
        [keys.epoch]: String(spec.epoch),
        [keys.warnings]: JSON.stringify(warningsOf(spec, options)),
        [keys.landingPath]: run.landingPath,
        [keys.frontEnd]: run.frontEnd,
      },
    },
    spec: podSpecOf(spec, run, options),
  };
};

function podSpecOf(spec: RunSpec, run: ResolvedImageRun, options: SessionPodOptions): V1PodSpec {
  const { disk, clone, credentials, config, ephemeralStorage } = options;
  const { volumes, volumeMounts } = storageVolumesOf(options.storages.mounts);
  const security = containerSecurity;
  const home = homeOf(config);
  const cloning = cloneContainerOf(spec, { ...clone, secret: disk, credentials, security, ephemeralStorage });
  const given = [home, ...(cloning === undefined ? [] : [cloning.session]), { env: [], volumeMounts }];
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 30,
    securityContext: podSecurityOf(run, config),
    ...pullSecretsOf(spec, options.pullSecret),
    ...placementOf(spec),
    ...(cloning && { initContainers: [cloning.container] }),
    containers: [mainContainerOf(spec, run, { secret: disk, ephemeralStorage, given })],
    volumes: [...volumesOf(disk), ...home.volumes, ...volumes, ...(cloning?.volumes ?? [])],
  };
}

function pullSecretsOf({ image }: RunSpec, name: string | undefined): Pick<V1PodSpec, 'imagePullSecrets'> {
  return name !== undefined && image.isBuilt === true ? { imagePullSecrets: [{ name }] } : {};
}

function placementOf({
  placement = {},
}: RunSpec): Pick<V1PodSpec, 'nodeSelector' | 'tolerations' | 'priorityClassName'> {
  const { nodeSelector, tolerations, priorityClassName } = placement;
  return {
    ...(nodeSelector && { nodeSelector: { ...nodeSelector } }),
    ...(tolerations && { tolerations: tolerations.map((toleration) => ({ ...toleration })) }),
    ...(priorityClassName && { priorityClassName }),
  };
}

function podSecurityOf(run: ResolvedImageRun, config?: ImageConfig): V1PodSpec['securityContext'] {
  const user = run.user ?? config?.user ?? '';
  const isPossible = /^[1-9]\d{0,8}(:\d{1,9})?$/.test(user);
  const [uid = 1000, gid = 100] = (isPossible ? user : DEFAULT_USER).split(':').map(Number);
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

interface MainContainerOptions {
  readonly secret: string;
  readonly ephemeralStorage: number | undefined;
  /** Beside its disk and its token. */
  readonly given: readonly { readonly env: readonly V1EnvVar[]; readonly volumeMounts: readonly V1VolumeMount[] }[];
}

function mainContainerOf(
  spec: RunSpec,
  run: ResolvedImageRun,
  { secret, ephemeralStorage, given }: MainContainerOptions,
): V1Container {
  const { command, args } = mainCommandOf(run, false);
  const token = { secretKeyRef: { name: secret, key: secretEntries.token(spec.run) } };
  return {
    name: 'main',
    image: imageAtDigest(spec.image),
    imagePullPolicy: 'IfNotPresent',
    ...(command && { command: command.map(asSaid) }),
    ...(args && { args: args.map(asSaid) }),
    workingDir: run.workingDir,
    env: [{ name: 'JUPYTER_TOKEN', valueFrom: token }, ...given.flatMap(({ env }) => env)],
    ports: [{ name: 'session', containerPort: run.port }],
    resources: withEphemeralStorage(resourcesOf(spec), ephemeralStorage),
    securityContext: containerSecurity,
    // How long it may take is the saga's to say: it would be killed here without a reason.
    startupProbe: { tcpSocket: { port: 'session' }, periodSeconds: 1, failureThreshold: 86_400 },
    volumeMounts: [
      { name: 'work', mountPath: '/work' },
      { name: 'shared-memory', mountPath: '/dev/shm' },
      ...given.flatMap(({ volumeMounts }) => volumeMounts),
    ],
  };
}

/** Memory and devices cannot be taken back, so what is asked for is the limit; processor time can. */
function resourcesOf({ resources: { cpu, memory, gpu } }: RunSpec): V1ResourceRequirements {
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

function warningsOf(spec: RunSpec, { storages, clone, madeForRun }: SessionPodOptions): RunWarning[] {
  const warnings = [...missingFiles(spec, madeForRun), ...storages.warnings];
  if (clone.image !== undefined) return warnings;
  const message = (name: string): string =>
    `${JSON.stringify(name)} was not cloned: this installation names no image that clones (SESSION_CLONE_IMAGE). Clone it in a terminal.`;
  return [
    ...warnings,
    ...spec.repositories.map(({ name }): RunWarning => ({ code: 'clone-failed', message: message(name) })),
  ];
}

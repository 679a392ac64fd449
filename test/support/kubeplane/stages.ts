/** What the fake kubelet makes of a pod, by its image. Every other image becomes ready. */
export const images = {
  ready: 'registry.example.org/jupyter/python:1',
  crashing: 'registry.example.org/crashing:1',
  missing: 'registry.example.org/missing:1',
  crashLoop: 'registry.example.org/crash-loop:1',
  outOfMemory: 'registry.example.org/out-of-memory:1',
  evicted: 'registry.example.org/evicted:1',
  withoutDisk: 'registry.example.org/without-disk:1',
  neverReady: 'registry.example.org/never-ready:1',
} as const;

type Selector = { readonly key: string; readonly operator: string; readonly values?: readonly string[] };

const stage = (name: string, kind: 'Node' | 'Pod', matchExpressions: readonly Selector[], next: object): object => ({
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'Stage',
  metadata: { name },
  spec: { resourceRef: { apiGroup: 'v1', kind }, selector: { matchExpressions }, next },
});

const phase = (value: string): Selector => ({ key: '.status.phase', operator: 'In', values: [value] });
const isLive: Selector = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' };
const image = (operator: 'In' | 'NotIn', ...values: string[]): Selector => ({
  key: '.spec.containers.[].image',
  operator,
  values,
});

const address = `
podIP: {{ index (PodIPsWith .spec.nodeName false (or .metadata.uid "") (or .metadata.name "") (or .metadata.namespace "")) 0 | Quote }}
startTime: {{ Now | Quote }}`;

/** All containers of a pod in one state. */
const containers = (state: string, ready = false, more = ''): string => `
containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, ready: ${String(ready)}, started: ${String(ready)}, restartCount: 0, state: ${state}${more} }
{{ end }}`;

/**
 * Of the very version of the pod that it was judged by: kwok plays a stage for each version that it hears of, also those that have
 * passed, and each time with a new address. Whoever was too late hears of the next version.
 */
const pod = (name: string, from: readonly Selector[], status: string): object => {
  const template = `
metadata: { resourceVersion: {{ .metadata.resourceVersion | Quote }} }
status:
${status.replaceAll(/^/gm, '  ')}`;
  return stage(name, 'Pod', [isLive, ...from], { patches: [{ subresource: 'status', template }] });
};

const running = '{ running: { startedAt: {{ Now | Quote }} } }';
const terminated = (exitCode: number, reason: string): string =>
  `{ terminated: { exitCode: ${exitCode}, reason: ${reason}, startedAt: {{ Now | Quote }}, finishedAt: {{ Now | Quote }} } }`;
const waiting = (reason: string, message: string): string =>
  `{ waiting: { reason: ${reason}, message: "${message}" } }`;
const isReady = `
conditions:
- { type: Initialized, status: "True", lastTransitionTime: {{ Now | Quote }} }
- { type: Ready, status: "True", lastTransitionTime: {{ Now | Quote }} }
- { type: ContainersReady, status: "True", lastTransitionTime: {{ Now | Quote }} }`;

const special = Object.values(images).filter((name) => name !== images.ready);
const pending = phase('Pending');
const waits = (operator: 'In' | 'NotIn', ...reasons: string[]): Selector => ({
  key: '.status.containerStatuses.[].state.waiting.reason',
  operator,
  values: reasons,
});

const nodeStatus = `
conditions:
{{ range NodeConditions }}
- { type: {{ .type | Quote }}, status: {{ .status | Quote }}, reason: {{ .reason | Quote }}, message: {{ .message | Quote }}, lastHeartbeatTime: {{ Now | Quote }}, lastTransitionTime: {{ Now | Quote }} }
{{ end }}
addresses:
- { type: InternalIP, address: {{ NodeIP | Quote }} }
{{ with NodePort }}
daemonEndpoints: { kubeletEndpoint: { Port: {{ . }} } }
{{ end }}
allocatable: { cpu: "1000", memory: 4Ti, ephemeral-storage: 400Ti, pods: "20000" }
capacity: { cpu: "1000", memory: 4Ti, ephemeral-storage: 400Ti, pods: "20000" }
phase: Running`;

const notReadyNode: Selector = {
  key: '.status.conditions.[] | select( .type == "Ready" ) | .status',
  operator: 'NotIn',
  values: ['True'],
};

/** Of a plane whose pods have all that there is, at once, for measuring; or one whose pods are ready once they answer. */
export const stages = (readyAtOnce: boolean): readonly object[] => [
  stage('node', 'Node', [notReadyNode], { statusTemplate: nodeStatus }),
  stage('pod-delete', 'Pod', [{ key: '.metadata.deletionTimestamp', operator: 'Exists' }], { delete: true }),
  pod(
    'pod-run',
    [pending, image('NotIn', ...special)],
    `phase: Running${address}${containers(running, readyAtOnce)}${readyAtOnce ? isReady : ''}`,
  ),
  pod('pod-never-ready', [pending, image('In', images.neverReady)], `phase: Running${address}${containers(running)}`),
  pod(
    'pod-without-disk',
    [pending, image('In', images.withoutDisk)],
    `phase: Pending\nconditions:\n- { type: PodReadyToStartContainers, status: "False" }${containers(waiting('ContainerCreating', ''))}`,
  ),
  pod('pod-crash', [pending, image('In', images.crashing)], `phase: Failed${containers(terminated(3, 'Error'))}`),
  pod(
    'pod-out-of-memory',
    [pending, image('In', images.outOfMemory)],
    `phase: Failed${containers(terminated(137, 'OOMKilled'))}`,
  ),
  pod(
    'pod-evicted',
    [pending, image('In', images.evicted)],
    'phase: Failed\nreason: Evicted\nmessage: "The node was low on resource: memory."',
  ),
  pod(
    'pod-image-missing',
    [pending, image('In', images.missing), waits('NotIn', 'ErrImagePull', 'ImagePullBackOff')],
    `phase: Pending${containers(waiting('ErrImagePull', 'failed to resolve reference: registry.example.org/missing:1: not found'))}`,
  ),
  pod(
    'pod-image-back-off',
    [pending, image('In', images.missing), waits('In', 'ErrImagePull')],
    `phase: Pending${containers(waiting('ImagePullBackOff', 'Back-off pulling image'))}`,
  ),
  pod(
    'pod-crash-loop',
    [pending, image('In', images.crashLoop)],
    `phase: Running${address}${containers(waiting('CrashLoopBackOff', 'back-off 10s restarting'), false, `, lastState: ${terminated(2, 'Error')}`)}`,
  ),
];

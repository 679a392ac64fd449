import type { ApiPod, ContainerStatus } from './api-pod.js';

/** Init containers first: the main one begins when they are done. */
export const containersOf = ({ status }: ApiPod): readonly ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
];

const ours = ['main', 'clone'] as const;

/** A cluster puts others beside them, e.g. the proxy of a service mesh: they may begin before and end after them. */
export const isOurs = ({ name }: ContainerStatus): boolean => ours.some((our) => our === name);

export const stateOf = (pod: ApiPod, name: (typeof ours)[number]): ContainerStatus['state'] =>
  containersOf(pod).find((container) => container.name === name)?.state;

export const waitingReason = ({ state }: ContainerStatus): string => state?.waiting?.reason ?? '';

/** By a rule of the cluster: we ask for `Never`. What has ended is not over then. */
export const isStartedAgain = ({ spec: { restartPolicy = 'Never' } }: ApiPod): boolean => restartPolicy !== 'Never';

export const hasEndedWell = (pod: ApiPod): boolean =>
  pod.status.phase === 'Succeeded' || (!isStartedAgain(pod) && stateOf(pod, 'main')?.terminated?.exitCode === 0);

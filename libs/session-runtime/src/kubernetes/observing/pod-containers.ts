import type { ApiPod, ContainerStatus } from './api-pod.js';

/** Init containers first: the main one begins when they are done. */
export const containersOf = ({ status }: ApiPod): readonly ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
];

export const stateOf = (pod: ApiPod, name: 'main' | 'clone'): ContainerStatus['state'] =>
  containersOf(pod).find((container) => container.name === name)?.state;

export const waitingReason = ({ state }: ContainerStatus): string => state?.waiting?.reason ?? '';

import type { ContainerStatus } from './api-pod.js';
import { waitingReason } from './pod-containers.js';

/** Its image did not come when it was asked for last. */
export const isPullFailure = (container: ContainerStatus): boolean =>
  ['ErrImagePull', 'ImagePullBackOff'].includes(waitingReason(container));

import type { ApiPod, ContainerStatus } from './api-pod.js';
import { containersOf, isStartedAgain, stateOf } from './pod-containers.js';

/** How long a node may take to tell the phase, milliseconds; then what is known of the containers has to do. */
const PATIENCE_MS = 60_000;

/**
 * Its containers have ended, and its phase is that of before: it is known how they ended, and not yet why. A kubelet tells a pod's
 * phase, and only with that for what reason it took the pod away, a moment after it tells of the containers (its `mergePodStatus`):
 * one that was evicted and ended in order looks until then as if it had been shut down from the inside.
 */
export const awaitsItsPhase = (pod: ApiPod, now: number): boolean => {
  if (isStartedAgain(pod) || isTold(pod) || containersOf(pod).some(isRunning)) return false;
  const endedAt = endOf(pod);
  return endedAt !== undefined && now - Date.parse(endedAt) < PATIENCE_MS;
};

const isTold = ({ status: { phase } }: ApiPod): boolean => phase === 'Succeeded' || phase === 'Failed';

function endOf(pod: ApiPod): string | undefined {
  const [main, clone] = [stateOf(pod, 'main')?.terminated, stateOf(pod, 'clone')?.terminated];
  // what cloned in order does not end the pod
  return (main ?? (clone?.exitCode === 0 ? undefined : clone))?.finishedAt;
}

const isRunning = ({ state }: ContainerStatus): boolean => state?.running !== undefined;

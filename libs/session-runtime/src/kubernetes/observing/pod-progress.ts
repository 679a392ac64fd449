import type { Phase } from '../../session-runtime.js';
import { REPOSITORIES_VOLUME } from '../objects/clone-container-of.js';
import type { ApiPod } from './api-pod.js';
import { hasVolume } from './has-volume.js';
import { isPullFailure } from './is-pull-failure.js';
import { containersOf, stateOf } from './pod-containers.js';
import { unschedulable } from './unschedulable.js';

export interface PodProgress {
  readonly phase: Phase;
  readonly detail?: string | undefined;
}

/** How far a pod is that is neither ready nor ended. */
export const podProgress = (pod: ApiPod, before: PodProgress | undefined): PodProgress => {
  if (pod.spec.nodeName === undefined) return scheduling(pod);
  if (containersOf(pod).some(isPullFailure))
    return { phase: 'pulling', detail: 'the registry does not answer; trying again' };
  const phase = runningPhase(pod) ?? preparing(pod);
  // Why its disk does not come, the pod does not say: what is known stands.
  return phase === 'disk' && before?.phase === 'disk' ? before : { phase };
};

function runningPhase(pod: ApiPod): Phase | undefined {
  if (stateOf(pod, 'main')?.running) return 'checking';
  // without repositories, what clones puts authorities together
  return stateOf(pod, 'clone')?.running && hasVolume(pod, REPOSITORIES_VOLUME) ? 'cloning' : undefined;
}

/** The kubelet says so once the disk is there and the network is made; older ones never do. */
function preparing(pod: ApiPod): Phase {
  return conditionOf(pod, 'PodReadyToStartContainers')?.status === 'False' ? 'disk' : 'pulling';
}

function scheduling(pod: ApiPod): PodProgress {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.reason !== 'Unschedulable') return { phase: 'scheduling' };
  return { phase: 'scheduling', detail: unschedulable(scheduled.message ?? '') };
}

function conditionOf({ status }: ApiPod, type: string) {
  return status.conditions?.find((condition) => condition.type === type);
}

import type { FailureReason } from '../../failure-reason.js';
import { pullCause } from '../../pull-cause.js';
import { registryFailure } from '../../registry-failure.js';
import type { ApiPod } from './api-pod.js';
import type { Failure } from './failure.js';
import { isPullFailure } from './is-pull-failure.js';
import { containersOf } from './pod-containers.js';
import { shortened } from './shortened.js';

/** The kubelet has tried three times by then. */
const UNREACHABLE_MS = 2 * 60_000;

/** Of an image that will not come; a registry that does not answer may do so a moment later, and not much later. */
export const pullFailure = (pod: ApiPod, now: number): Failure | undefined => {
  const container = containersOf(pod).find(isPullFailure);
  if (container === undefined) return undefined;
  const message = container.state?.waiting?.message ?? '';
  const reason = pullCause(message) ?? 'REGISTRY_UNREACHABLE';
  if (reason === 'REGISTRY_UNREACHABLE' && waits(pod, now)) return undefined;
  return { reason, message: messageOf(container.image, reason, message) };
};

function messageOf(image: string, reason: FailureReason, said: string): string {
  return registryFailure(image, reason) ?? `${image} could not be pulled: ${shortened(said)}`;
}

function waits({ status: { startTime } }: ApiPod, now: number): boolean {
  return startTime === undefined || now - Date.parse(startTime) < UNREACHABLE_MS;
}

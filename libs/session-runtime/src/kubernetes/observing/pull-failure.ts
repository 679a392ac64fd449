import type { FailureReason } from '../../failure-reason.js';
import { registryFailure } from '../../registry-failure.js';
import type { ApiPod } from './api-pod.js';
import type { Failure } from './failure.js';
import { isPullFailure } from './is-pull-failure.js';
import { containersOf } from './pod-containers.js';
import { shortened } from './shortened.js';

/** The kubelet has tried three times by then. */
const UNREACHABLE_MS = 2 * 60_000;

const causes: readonly (readonly [RegExp, FailureReason])[] = [
  [/no match for platform|no matching manifest|exec format/i, 'PLATFORM_MISMATCH'],
  [/no space left|disk quota/i, 'NO_SPACE'],
  [/unauthorized|denied|forbidden|authentication required|authorization failed/i, 'IMAGE_ACCESS_DENIED'],
  [/not found|manifest unknown|name unknown/i, 'IMAGE_NOT_FOUND'],
];

/** Of an image that will not come; a registry that does not answer may do so a moment later, and not much later. */
export const pullFailure = (pod: ApiPod, now: number): Failure | undefined => {
  const container = containersOf(pod).find(isPullFailure);
  if (container === undefined) return undefined;
  const message = container.state?.waiting?.message ?? '';
  const reason = causeOf(message) ?? (waits(pod, now) ? undefined : 'REGISTRY_UNREACHABLE');
  return reason && { reason, message: messageOf(container.image, reason, message) };
};

function messageOf(image: string, reason: FailureReason, said: string): string {
  return registryFailure(image, reason) ?? `${image} could not be pulled: ${shortened(said)}`;
}

function causeOf(message: string): FailureReason | undefined {
  return causes.find(([pattern]) => pattern.test(message))?.[1];
}

function waits({ status: { startTime } }: ApiPod, now: number): boolean {
  return startTime === undefined || now - Date.parse(startTime) < UNREACHABLE_MS;
}

import type { Observed } from '../../session-runtime.js';
import { CREDENTIALS_VOLUME } from '../objects/clone-container-of.js';
import type { ApiPod } from './api-pod.js';
import { epochIn } from './epoch-in.js';
import { hasVolume } from './has-volume.js';
import { observedOf } from './observed-of.js';
import { stateOf } from './pod-containers.js';

/** Of a pod, what is kept of it: there are ten thousand, of five thousand characters each. */
export interface FollowedPod {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly epoch: bigint;
  readonly isEnding: boolean;
  /** What it clones with, if with anything. */
  readonly credentials: 'none' | 'wanted' | 'spent';
  readonly observed: Observed;
}

export const followedPod = (pod: ApiPod, before: FollowedPod | undefined, now: number): FollowedPod => {
  const { name, uid, resourceVersion, annotations, deletionTimestamp } = pod.metadata;
  const earlier = before?.uid === uid ? before.observed : undefined;
  return {
    ...{ name, uid, resourceVersion },
    epoch: epochIn(annotations),
    isEnding: deletionTimestamp !== undefined,
    credentials: credentialsOf(pod),
    observed: observedOf(pod, earlier, now),
  };
};

function credentialsOf(pod: ApiPod): FollowedPod['credentials'] {
  if (!hasVolume(pod, CREDENTIALS_VOLUME)) return 'none';
  return stateOf(pod, 'clone')?.terminated === undefined ? 'wanted' : 'spent';
}

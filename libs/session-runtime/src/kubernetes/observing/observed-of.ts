import type { Observed } from '../../session-runtime.js';
import type { ApiPod } from './api-pod.js';
import { awaitsItsPhase } from './awaits-its-phase.js';
import { cloneResult } from './clone-result.js';
import { hasEndedWell } from './pod-containers.js';
import { podFailure } from './pod-failure.js';
import { type PodProgress, podProgress } from './pod-progress.js';
import { runOf } from './run-of.js';

/**
 * What a pod of ours is to the saga; `before` is what it was last seen as, since some reasons are said once and then hidden.
 * Every row of the table of failures is in its spec.
 */
export const observedOf = (pod: ApiPod, before: Observed | undefined, now: number): Observed => {
  // It does not get well again, whatever hides the reason later.
  if (before?.status === 'failed') return before;
  const key = runOf(pod);
  const failure = podFailure(pod, now);
  if (failure !== undefined) return { ...key, status: 'failed', ...failure };
  if (pod.metadata.deletionTimestamp) return { ...key, status: 'starting', phase: 'stopping', warnings: [] };
  if (awaitsItsPhase(pod, now)) return before ?? { ...key, status: 'starting', phase: 'checking', warnings: [] };
  if (hasEndedWell(pod)) return { ...key, status: 'exited' };
  return begun(pod, before);
};

function begun(pod: ApiPod, before: Observed | undefined): Observed {
  const { commits, warnings } = cloneResult(pod);
  if (isReady(pod)) return { ...runOf(pod), status: 'ready', commits, warnings };
  return { ...runOf(pod), status: 'starting', ...podProgress(pod, progressIn(before)), warnings };
}

function progressIn(before: Observed | undefined): PodProgress | undefined {
  return before?.status === 'starting' ? { phase: before.phase, detail: before.detail } : undefined;
}

/** Its container says it, not its pod: a pod is not Ready, too, while its node does not answer for a moment. */
function isReady({ status: { containerStatuses } }: ApiPod): boolean {
  const main = containerStatuses?.find(({ name }) => name === 'main');
  return main?.ready === true && main.state?.running !== undefined;
}

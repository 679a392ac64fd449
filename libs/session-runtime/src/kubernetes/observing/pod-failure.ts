import type { FailureReason } from '../../failure-reason.js';
import type { ApiPod } from './api-pod.js';
import { awaitsItsPhase } from './awaits-its-phase.js';
import { exitFailure } from './exit-failure.js';
import type { Failure } from './failure.js';
import { containersOf, hasEndedWell, isOurs, isStartedAgain, stateOf } from './pod-containers.js';
import { pullFailure } from './pull-failure.js';
import { waitingFailure } from './waiting-failure.js';

const LOST_MS = 5 * 60_000;

/** Of a pod that ended, is taken away by the cluster, or cannot go on; undefined for one that may still become something. */
export const podFailure = (pod: ApiPod, now: number): Failure | undefined =>
  overfull(pod) ?? disrupted(pod) ?? lost(pod, now) ?? (awaitsItsPhase(pod, now) ? undefined : over(pod, now));

const over = (pod: ApiPod, now: number): Failure | undefined => ended(pod) ?? stuck(pod, now);

/** An eviction that is its own doing: the kubelet says so in words alone. */
function overfull({ status: { reason, message = '' } }: ApiPod): Failure | undefined {
  const isOverfull = /local ephemeral storage limit|ephemeral local storage usage exceeds|Usage of EmptyDir volume/;
  if (reason !== 'Evicted' || !isOverfull.test(message)) return undefined;
  return { reason: 'OUT_OF_EPHEMERAL_STORAGE', message: message.trim() };
}

const preempted: Failure = { reason: 'EVICTED', message: 'Something of a higher priority needed its place.' };

/** What a kubelet says in words alone. */
const byKubelet: readonly (readonly [RegExp, Failure])[] = [
  [/node shutdown/, { reason: 'EVICTED', message: 'Its node was shut down.' }],
  [/^Preempted/, preempted],
];

/** Why the cluster takes a pod away (condition DisruptionTarget), whether it is already gone or not. */
const disruptions: Readonly<Record<string, Failure>> = {
  TerminationByKubelet: { reason: 'EVICTED', message: 'Its node ran short of memory or disk.' },
  PreemptionByScheduler: preempted,
  EvictionByEvictionAPI: { reason: 'EVICTED', message: 'Its node is taken out of service.' },
  DeletionByTaintManager: {
    reason: 'NODE_LOST',
    message: 'Its node stopped answering, or takes no such pods any more.',
  },
  DeletionByPodGC: { reason: 'NODE_LOST', message: 'Its node does not exist any more.' },
};

function disrupted({ status }: ApiPod): Failure | undefined {
  const target = status.conditions?.find(({ type }) => type === 'DisruptionTarget');
  if (target?.status !== 'True') return undefined;
  const { reason = '', message = '' } = target;
  return byKubelet.find(([words]) => words.test(message))?.[1] ?? disruptions[reason];
}

/** Its end was asked for, and nobody there does it. */
function lost({ metadata: { deletionTimestamp } }: ApiPod, now: number): Failure | undefined {
  if (deletionTimestamp === undefined || now - Date.parse(deletionTimestamp) < LOST_MS) return undefined;
  return { reason: 'NODE_LOST', message: 'Its node does not answer: it was told to end it, and nothing happens.' };
}

/** What the kubelet, or the cluster, says of a whole pod (status.reason). */
const endings: Readonly<Record<string, FailureReason>> = {
  Evicted: 'EVICTED',
  Preempting: 'EVICTED',
  NodeShutdown: 'EVICTED',
  Terminated: 'EVICTED',
  NodeLost: 'NODE_LOST',
  DeadlineExceeded: 'KILLED',
  OutOfcpu: 'NO_CAPACITY',
  OutOfmemory: 'NO_CAPACITY',
  OutOfpods: 'NO_CAPACITY',
  NodeAffinity: 'NO_CAPACITY',
  UnexpectedAdmissionError: 'NO_CAPACITY',
};

function ended(pod: ApiPod): Failure | undefined {
  // whose containers go on after ours, its phase does not say that it is over
  const [failure] = containersOf(pod).filter(isOurs).flatMap(exitFailure);
  if (pod.status.phase !== 'Failed') return isStartedAgain(pod) ? undefined : failure;
  return toldEnding(pod) ?? failure ?? unexplained(pod);
}

function toldEnding({ status: { reason: said = '', message } }: ApiPod): Failure | undefined {
  const reason = endings[said];
  return reason && { reason, message: message ?? `Its node said: ${said}.` };
}

function unexplained(pod: ApiPod): Failure | undefined {
  if (pod.status.reason === undefined && hasEndedWell(pod)) return undefined;
  const other = containersOf(pod).find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0);
  if (other === undefined)
    return { reason: 'PROCESS_EXITED', message: pod.status.message ?? 'It ended, and the cluster does not say why.' };
  const message = `“${other.name}”, which the cluster has put into its pod, ended with exit code ${other.state?.terminated?.exitCode}.`;
  return { reason: 'MISCONFIGURED', message };
}

/** What waits beside a main process that runs does not hold that up. */
function stuck(pod: ApiPod, now: number): Failure | undefined {
  if (stateOf(pod, 'main')?.running) return undefined;
  return pullFailure(pod, now) ?? containersOf(pod).map(waitingFailure).find(Boolean);
}

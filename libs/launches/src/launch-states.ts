import type { FailureReason, Phase } from '#libs/session-runtime';
import type { LaunchEvent, PauseReason } from './launch.events.js';
import { type Launch, type LaunchState, type LaunchStatus, runKey } from './launch.js';

export type Asked = 'launch' | 'pause' | 'resume' | 'stop';

/** `new-run`, `resume`, `pause`, `stop`, `stopped`: the event that answers it; `so-already`: nothing to do; the rest is refused. */
export type Answer =
  | 'new-run'
  | 'resume'
  | 'pause'
  | 'stop'
  | 'stopped'
  | 'so-already'
  | 'launch-busy'
  | 'not-running'
  | 'not-paused';

/** What can be observation of a run beside its progress; `overdue`: the state's deadline has passed. */
export type ObservationKind = 'ready' | 'exited' | 'failed' | 'gone' | 'overdue';

type Outcome = 'started' | 'paused' | 'stopped' | 'failed';

interface Row {
  readonly asked: Readonly<Record<Asked, Answer>>;
  readonly observed: Readonly<Partial<Record<ObservationKind, Outcome>>>;
}

/**
 * The launch's states: what each command is answered and what each observation of this very run leads to. What is not listed
 * changes nothing. A process that ends in order before it was ever ready is a failed launch.
 */
export const launchStates: Readonly<Record<LaunchStatus, Row>> = {
  inactive: {
    asked: { launch: 'new-run', pause: 'not-running', resume: 'not-paused', stop: 'so-already' },
    observed: {},
  },
  launching: {
    asked: { launch: 'so-already', pause: 'pause', resume: 'so-already', stop: 'stop' },
    observed: { ready: 'started', exited: 'failed', failed: 'failed', gone: 'failed', overdue: 'failed' },
  },
  running: {
    asked: { launch: 'so-already', pause: 'pause', resume: 'so-already', stop: 'stop' },
    observed: { exited: 'paused', failed: 'failed', gone: 'failed' },
  },
  pausing: {
    asked: { launch: 'launch-busy', pause: 'so-already', resume: 'launch-busy', stop: 'stop' },
    observed: { gone: 'paused', overdue: 'failed' },
  },
  paused: {
    asked: { launch: 'resume', pause: 'so-already', resume: 'resume', stop: 'stopped' },
    observed: { overdue: 'stopped' },
  },
  stopping: {
    asked: { launch: 'launch-busy', pause: 'launch-busy', resume: 'launch-busy', stop: 'so-already' },
    observed: { gone: 'stopped', overdue: 'failed' },
  },
  failed: {
    asked: { launch: 'new-run', pause: 'not-running', resume: 'resume', stop: 'stopped' },
    observed: { overdue: 'stopped' },
  },
};

export const statusOf = (state: LaunchState): LaunchStatus => state?.status ?? 'inactive';

export const answerTo = (asked: Asked, state: LaunchState): Answer => launchStates[statusOf(state)].asked[asked];

/** A run is being made, is there, or is being ended. */
export const liveStatuses: readonly LaunchStatus[] = ['launching', 'running', 'pausing', 'stopping'];

/** A run is there: it has its place whatever comes. */
export const statusesWithRun: readonly LaunchStatus[] = ['running', 'pausing', 'stopping'];

const isPhaseOfBegun: Readonly<Record<Phase, boolean>> = {
  queued: false,
  scheduling: true,
  disk: true,
  pulling: true,
  cloning: true,
  starting: true,
  checking: true,
  pausing: true,
  stopping: true,
};

/** Once the runtime was asked for the run: from then on it has its place, and its absence means that it is gone. */
export const begunPhases: readonly string[] = Object.keys(isPhaseOfBegun).filter(
  (phase) => isPhaseOfBegun[phase as Phase],
);

export const isBegun = ({ phase }: Pick<Launch, 'phase'>): boolean => phase !== undefined && isPhaseOfBegun[phase];

export const isLive = (status: LaunchStatus): boolean => liveStatuses.includes(status);

/** Somebody waits for it to be gone. */
export const isEnding = ({ status }: Pick<Launch, 'status'>): boolean => status === 'pausing' || status === 'stopping';

/** Another session on the same environment has to wait until this place is left. */
export const isOccupied = (state: LaunchState): boolean => {
  const status = statusOf(state);
  return status !== 'inactive' && status !== 'failed';
};

/** One observation of one run. */
export type RunObservation = { readonly run: number } & (
  | { readonly kind: 'ready'; readonly commits: readonly { readonly repository: string; readonly commit: string }[] }
  | { readonly kind: 'exited' | 'gone' }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: string }
  /** Of the state whose deadline has passed: of what came after it, that says nothing. */
  | {
      readonly kind: 'overdue';
      readonly status: LaunchStatus;
      readonly reason: FailureReason;
      readonly message: string;
    }
);

const outcomeOf = (launch: Launch, observation: RunObservation): Outcome | undefined => {
  const isOfThis =
    observation.run === launch.run && (observation.kind !== 'overdue' || observation.status === launch.status);
  return isOfThis ? launchStates[launch.status].observed[observation.kind] : undefined;
};

const failure = (observation: RunObservation): { reason: FailureReason; message: string } => {
  if ('reason' in observation) return { reason: observation.reason, message: observation.message };
  return observation.kind === 'exited'
    ? { reason: 'PROCESS_EXITED', message: 'It ended before it was ready.' }
    : { reason: 'GONE', message: 'Nothing of it is left.' };
};

const pauseReasons: ReadonlySet<string> = new Set<PauseReason>(['asked', 'access-lost', 'idle', 'max-lifetime']);

const isPauseReason = (reason: string | undefined): reason is PauseReason =>
  reason !== undefined && pauseReasons.has(reason);

const pausedBy = ({ asked }: Launch, observation: RunObservation): PauseReason | 'exit' => {
  if (observation.kind === 'exited') return 'exit';
  return isPauseReason(asked?.reason) ? asked.reason : 'asked';
};

const stoppedFor = ({ asked }: Launch, observation: RunObservation) => {
  if (observation.kind === 'overdue') return { reason: 'expired' as const, discard: true };
  const reason = asked === undefined || isPauseReason(asked.reason) ? ('asked' as const) : asked.reason;
  return { reason, discard: asked?.discard ?? false };
};

const eventOf = (launch: Launch, observation: RunObservation, outcome: Outcome): LaunchEvent => {
  const key = runKey(launch);
  switch (outcome) {
    case 'started':
      return {
        type: 'SessionStarted',
        data: { ...key, commits: 'commits' in observation ? [...observation.commits] : [] },
      };
    case 'paused':
      return { type: 'SessionPaused', data: { ...key, by: pausedBy(launch, observation) } };
    case 'stopped':
      return { type: 'SessionStopped', data: { ...key, ...stoppedFor(launch, observation) } };
    case 'failed':
      return { type: 'SessionFailed', data: { ...key, ...failure(observation) } };
  }
};

/** What is to be recorded of an observation: none where the table lists none, or it is of another run. */
export const observed = (state: LaunchState, observation: RunObservation): readonly LaunchEvent[] => {
  const outcome = state && outcomeOf(state, observation);
  return state === undefined || outcome === undefined ? [] : [eventOf(state, observation, outcome)];
};

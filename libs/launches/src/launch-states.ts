import type { FailureReason } from '#libs/session-runtime';
import type { LaunchEvent } from './launch.events.js';
import { type Launch, type LaunchState, type LaunchStatus, runKey } from './launch.js';

export type Asked = 'launch' | 'pause' | 'resume' | 'stop';

/** `new-run`, `resume`, `pause`, `stop`, `stopped`: the event that answers it; `so-already`: nothing to do; the rest is refused. */
type Answer =
  | 'new-run'
  | 'resume'
  | 'pause'
  | 'stop'
  | 'stopped'
  | 'so-already'
  | 'launch-busy'
  | 'not-running'
  | 'not-paused';

/** What can be seen of a run beside its progress; `overdue`: the state's deadline has passed. */
export type Sight = 'ready' | 'exited' | 'failed' | 'gone' | 'overdue';

type Outcome = 'started' | 'paused' | 'stopped' | 'failed';

interface Row {
  readonly asked: Readonly<Record<Asked, Answer>>;
  readonly observed: Readonly<Partial<Record<Sight, Outcome>>>;
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

const liveStatuses: readonly LaunchStatus[] = ['launching', 'running', 'pausing', 'stopping'];

/** A run is being made, is there, or is being ended. */
export const isLive = (status: LaunchStatus): boolean => liveStatuses.includes(status);

/** Another session on the same environment has to wait until this place is left. */
export const isOccupied = (state: LaunchState): boolean => {
  const status = statusOf(state);
  return status !== 'inactive' && status !== 'failed';
};

/** One observation of one run. */
export type Seen = { readonly run: number } & (
  | { readonly sight: 'ready'; readonly commits: readonly { readonly repository: string; readonly commit: string }[] }
  | { readonly sight: 'exited' | 'gone' }
  | { readonly sight: 'failed'; readonly reason: FailureReason; readonly message: string }
  /** Of the state whose deadline has passed: of what came after it, that says nothing. */
  | {
      readonly sight: 'overdue';
      readonly status: LaunchStatus;
      readonly reason: FailureReason;
      readonly message: string;
    }
);

const outcomeOf = (launch: Launch, seen: Seen): Outcome | undefined => {
  const isOfThis = seen.run === launch.run && (seen.sight !== 'overdue' || seen.status === launch.status);
  return isOfThis ? launchStates[launch.status].observed[seen.sight] : undefined;
};

const failure = (seen: Seen): { reason: FailureReason; message: string } => {
  if ('reason' in seen) return { reason: seen.reason, message: seen.message };
  return seen.sight === 'exited'
    ? { reason: 'PROCESS_EXITED', message: 'It ended before it was ready.' }
    : { reason: 'GONE', message: 'Nothing of it is left.' };
};

const pausedBy = (launch: Launch, seen: Seen): 'asked' | 'exit' | 'access-lost' => {
  if (seen.sight === 'exited') return 'exit';
  return launch.asked?.reason === 'access-lost' ? 'access-lost' : 'asked';
};

const stoppedFor = ({ asked }: Launch, seen: Seen) => {
  if (seen.sight === 'overdue') return { reason: 'expired' as const, discard: true };
  const reason = asked === undefined || asked.reason === 'access-lost' ? ('asked' as const) : asked.reason;
  return { reason, discard: asked?.discard ?? false };
};

const eventOf = (launch: Launch, seen: Seen, outcome: Outcome): LaunchEvent => {
  const key = runKey(launch);
  switch (outcome) {
    case 'started':
      return { type: 'SessionStarted', data: { ...key, commits: 'commits' in seen ? [...seen.commits] : [] } };
    case 'paused':
      return { type: 'SessionPaused', data: { ...key, by: pausedBy(launch, seen) } };
    case 'stopped':
      return { type: 'SessionStopped', data: { ...key, ...stoppedFor(launch, seen) } };
    case 'failed':
      return { type: 'SessionFailed', data: { ...key, ...failure(seen) } };
  }
};

/** What is to be recorded of an observation: none where the table lists none, or it is of another run. */
export const observed = (state: LaunchState, seen: Seen): readonly LaunchEvent[] => {
  const outcome = state && outcomeOf(state, seen);
  return state === undefined || outcome === undefined ? [] : [eventOf(state, seen, outcome)];
};

import { isRejection } from '#libs/event-sourcing';
import type { Observed } from '#libs/session-runtime';
import type { Entitlement } from '../../facts/launchable-project.js';
import type { PauseReason } from '../../launch.events.js';
import type { Launch, LaunchStatus } from '../../launch.js';
import { disksToDiscard, dueAt, type LaunchLimits } from '../../launch-limits.js';
import { type Progress, progressed } from '../../launch-progress.js';
import { isBegun, isLive, launchStates, type RunObservation } from '../../launch-states.js';
import { type Stop, stop } from '../../write/stop-launch.js';
import { tooLate } from './too-late.js';

/** A run of which something exists, be it only its end that was not yet forgotten. */
export type ExistingRun = Exclude<Observed, { status: 'gone' }>;

type Starting = Extract<ExistingRun, { status: 'starting' }>;

/** What the log wants and what the runtime shows, of one launch. */
export interface Situation {
  readonly launch: Launch;
  readonly runs: readonly ExistingRun[];
  readonly entitlement: Entitlement;
  /** This very process has asked the runtime for this run. Another one may have died in the middle of asking. */
  readonly isAsked: boolean;
  readonly now: Date;
  readonly limits: LaunchLimits;
}

/** One idempotent step towards what is wanted. */
export type Step =
  | { readonly do: 'nothing' }
  /** A run that the log has not heard of yet: a matter for people, never ended. */
  | { readonly do: 'report'; readonly run: number }
  | { readonly do: 'pause'; readonly reason: PauseReason }
  | ({ readonly do: 'stop' } & Stop)
  /** `isOrphan`: it lives although the log says that it ended long ago, so that nobody waits for its end. */
  | { readonly do: 'end'; readonly run: number; readonly isOrphan: boolean }
  | { readonly do: 'discard'; readonly diskId: string }
  | { readonly do: 'ensure' }
  | { readonly do: 'progress'; readonly progress: Progress }
  /** It says that it is ready: once it answers, `observation` is recorded; if it is too late for that, `otherwise`. */
  | { readonly do: 'probe'; readonly observation: RunObservation; readonly otherwise: RunObservation | undefined }
  | { readonly do: 'record'; readonly observation: RunObservation };

const nothing: Step = { do: 'nothing' };

const overdueObservation = ({ launch, limits, now }: Situation): RunObservation | undefined => {
  const due = dueAt(launch, limits);
  return due !== undefined && due <= now.toISOString() ? tooLate(launch) : undefined;
};

const newerRun = ({ launch, runs }: Situation): Step | undefined => {
  const newer = runs.find(({ run }) => run > launch.run);
  return newer && { do: 'report', run: newer.run };
};

/** Nothing of an erased person is kept: no run, and no disk of any session that ever ran in this place. */
const erased: Stop = { discard: true, reason: 'user-erased' };

const isLeft = (launch: Launch): boolean => {
  const decision = stop(launch, erased);
  return !isRejection(decision) && decision.length > 0;
};

/** Wanted = the user is somebody ∧ may still read the project ∧ the session exists ∧ the state wants a run. */
const lostRight = ({ launch, entitlement }: Situation): Step | undefined => {
  if (entitlement === 'granted') return undefined;
  if (entitlement === 'user-erased') return isLeft(launch) ? { do: 'stop', ...erased } : undefined;
  const { asked } = launchStates[launch.status];
  if (entitlement === 'access-lost')
    return asked.pause === 'pause' ? { do: 'pause', reason: 'access-lost' } : undefined;
  return asked.stop === 'so-already' ? undefined : { do: 'stop', discard: false, reason: entitlement };
};

export const isAlive = ({ status }: ExistingRun): boolean => status === 'starting' || status === 'ready';

/** The log has ended that run, and says nothing more that would explain why it still lives. */
export const isOrphan = (launch: Launch, run: ExistingRun): boolean =>
  isAlive(run) && run.run <= launch.run && (launch.status === 'inactive' || launch.status === 'paused');

const endedRun = ({ launch, runs }: Situation): Step | undefined => {
  const over = runs.find(({ run }) => run < launch.run || !isLive(launch.status));
  return over && { do: 'end', run: over.run, isOrphan: isOrphan(launch, over) };
};

const dueDisk = ({ launch, runs, limits, now }: Situation): Step | undefined => {
  const isFree = runs.length === 0 && !(isLive(launch.status) && isBegun(launch));
  const diskId = disksToDiscard(launch, limits, now).find((disk) => disk !== launch.diskId || isFree);
  return diskId === undefined ? undefined : { do: 'discard', diskId };
};

const endOf = (run: ExistingRun | undefined): RunObservation | undefined => {
  if (run?.status === 'exited') return { run: run.run, kind: 'exited' };
  if (run?.status !== 'failed') return undefined;
  return { run: run.run, kind: 'failed', reason: run.reason, message: run.message };
};

const record = (observation: RunObservation): Step => ({ do: 'record', observation });

const goneObservation = ({ run }: Launch): RunObservation => ({ run, kind: 'gone' });

const news = (launch: Launch, progress: Progress): Step | undefined =>
  progressed(launch, progress).length === 0 ? undefined : { do: 'progress', progress };

const launchingReady = (situation: Situation, own: Extract<ExistingRun, { status: 'ready' }>): Step => {
  const { run, commits, warnings } = own;
  const progress = news(situation.launch, { run, phase: 'checking', warnings });
  return (
    progress ?? { do: 'probe', observation: { run, kind: 'ready', commits }, otherwise: overdueObservation(situation) }
  );
};

const asProgress = ({ run, phase, detail, warnings }: Starting): Progress => ({
  run,
  detail,
  warnings,
  phase: phase === 'pausing' || phase === 'stopping' ? undefined : phase,
});

const launchingStarting = ({ launch, isAsked }: Situation, own: Starting): Step =>
  isAsked ? (news(launch, asProgress(own)) ?? nothing) : { do: 'ensure' };

const launchingAbsent = ({ launch }: Situation): Step =>
  isBegun(launch) ? record(goneObservation(launch)) : { do: 'ensure' };

const launching = (situation: Situation, own: ExistingRun | undefined): Step => {
  if (own?.status === 'ready') return launchingReady(situation, own);
  const end = endOf(own) ?? overdueObservation(situation);
  if (end !== undefined) return record(end);
  return own?.status === 'starting' ? launchingStarting(situation, own) : launchingAbsent(situation);
};

const running = ({ launch }: Situation, own: ExistingRun | undefined): Step => {
  if (own === undefined) return record(goneObservation(launch));
  const end = endOf(own);
  if (end !== undefined) return record(end);
  const warnings = 'warnings' in own ? own.warnings : [];
  return news(launch, { run: launch.run, warnings }) ?? nothing;
};

const ending = (situation: Situation, own: ExistingRun | undefined): Step => {
  if (own === undefined) return record(goneObservation(situation.launch));
  const late = overdueObservation(situation);
  return late === undefined ? { do: 'end', run: own.run, isOrphan: false } : record(late);
};

const resting = (situation: Situation): Step => {
  const expired = overdueObservation(situation);
  return expired === undefined ? nothing : record(expired);
};

const byStatus: Readonly<Record<LaunchStatus, (situation: Situation, own: ExistingRun | undefined) => Step>> = {
  inactive: () => nothing,
  launching,
  running,
  pausing: ending,
  paused: resting,
  stopping: ending,
  failed: resting,
};

/** It cannot even begin, because what was there before does not go away: that, too, takes no longer than starting may. */
const lateBeginning = (situation: Situation, own: ExistingRun | undefined): Step | undefined => {
  const late = situation.launch.status === 'launching' && own === undefined ? overdueObservation(situation) : undefined;
  return late && record(late);
};

/** Pure and level-triggered: from where things are, whatever happened before, one step. */
export const nextStep = (situation: Situation): Step => {
  const { launch, runs } = situation;
  const own = runs.find(({ run }) => run === launch.run);
  return (
    newerRun(situation) ??
    lostRight(situation) ??
    lateBeginning(situation, own) ??
    endedRun(situation) ??
    dueDisk(situation) ??
    byStatus[launch.status](situation, own)
  );
};

import type { Phase, RunWarning } from '#libs/session-runtime';
import type { LaunchEvent } from './launch.events.js';
import { type Launch, type LaunchState, runKey } from './launch.js';

/** So many LaunchProgressed a run: a runtime that goes back and forth does not fill the log. */
export const PROGRESS_LIMIT = 20;

/** From so many on only phases and warnings are recorded: there is room left for those. */
const DETAIL_LIMIT = 10;

type RecordedPhase = Exclude<Phase, 'pausing' | 'stopping'>;

export interface Progress {
  readonly run: number;
  readonly phase?: RecordedPhase | undefined;
  /** How far the phase is, or what it waits for. */
  readonly detail?: string | undefined;
  /** Of `queued`: it takes its turn. */
  readonly waitsFor?: 'resource-class' | undefined;
  readonly warnings: readonly RunWarning[];
}

const isNews = (launch: Launch, warning: RunWarning): boolean =>
  !launch.warnings.some(({ code, message }) => code === warning.code && message === warning.message);

type NewPhase = Pick<Extract<LaunchEvent, { type: 'LaunchProgressed' }>['data'], 'phase' | 'detail' | 'waitsFor'>;

const isFurther = (launch: Launch, detail: string | undefined): boolean =>
  detail !== undefined && detail !== launch.phaseDetail && launch.progress < DETAIL_LIMIT;

/** A phase that is new, or further than it was. */
const newPhase = (launch: Launch, { phase, detail, waitsFor }: Progress): NewPhase[] => {
  if (phase === undefined || launch.status !== 'launching') return [];
  if (waitsFor !== undefined && launch.classTurn === undefined) return [{ phase, waitsFor }];
  return phase === launch.phase && !isFurther(launch, detail)
    ? []
    : [{ phase, ...(detail !== undefined && { detail }) }];
};

/** What is to be recorded of a run's progress: what is new, while it is launching, and warnings also while it runs. */
export const progressed = (state: LaunchState, progress: Progress): readonly LaunchEvent[] => {
  if (state?.run !== progress.run || (state.status !== 'launching' && state.status !== 'running')) return [];
  const key = runKey(state, progress.run);
  const changes = [
    ...newPhase(state, progress),
    ...progress.warnings.filter((warning) => isNews(state, warning)).map((warning) => ({ warning: { ...warning } })),
  ];
  return changes
    .slice(0, Math.max(0, PROGRESS_LIMIT - state.progress))
    .map((change) => ({ type: 'LaunchProgressed', data: { ...key, ...change } }));
};

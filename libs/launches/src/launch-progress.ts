import type { Phase, RunWarning } from '#libs/session-runtime';
import type { LaunchEvent } from './launch.events.js';
import { type Launch, type LaunchState, runKey } from './launch.js';

/** So many LaunchProgressed a run: a runtime that goes back and forth does not fill the log. */
export const PROGRESS_LIMIT = 20;

export interface Progress {
  readonly run: number;
  readonly phase?: Exclude<Phase, 'pausing' | 'stopping'> | undefined;
  readonly warnings: readonly RunWarning[];
}

const isNews = (launch: Launch, warning: RunWarning): boolean =>
  !launch.warnings.some(({ code, message }) => code === warning.code && message === warning.message);

/** What is to be recorded of a run's progress: what is new, while it is launching, and warnings also while it runs. */
export const progressed = (state: LaunchState, { run, phase, warnings }: Progress): readonly LaunchEvent[] => {
  if (state?.run !== run || (state.status !== 'launching' && state.status !== 'running')) return [];
  const key = runKey(state, run);
  const isNewPhase = phase !== undefined && state.status === 'launching' && phase !== state.phase;
  const changes = [
    ...(isNewPhase ? [{ phase }] : []),
    ...warnings.filter((warning) => isNews(state, warning)).map((warning) => ({ warning: { ...warning } })),
  ];
  return changes
    .slice(0, Math.max(0, PROGRESS_LIMIT - state.progress))
    .map((change) => ({ type: 'LaunchProgressed', data: { ...key, ...change } }));
};

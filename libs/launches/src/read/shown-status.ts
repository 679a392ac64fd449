import type { LaunchStatus } from '../launch.js';

/** Pitch: "Sessions can have the following statuses". While it is being paused or stopped, it still runs. */
export const shownStatuses = ['inactive', 'launching', 'running', 'paused', 'failed'] as const;

export type ShownStatus = (typeof shownStatuses)[number];

const shownAs: Readonly<Record<LaunchStatus, ShownStatus>> = {
  inactive: 'inactive',
  launching: 'launching',
  running: 'running',
  pausing: 'running',
  paused: 'paused',
  stopping: 'running',
  failed: 'failed',
};

export const shownStatus = (status: LaunchStatus): ShownStatus => shownAs[status];

export const statusesShownAs = (shown: ShownStatus): readonly LaunchStatus[] =>
  (Object.keys(shownAs) as LaunchStatus[]).filter((status) => shownAs[status] === shown);

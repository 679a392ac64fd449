import type { Launch, LaunchStatus } from './launch.js';

/** Settings of how long and how many. Milliseconds. */
export interface LaunchLimits {
  /** From the request until it must be running. */
  readonly startMs: number;
  /** From the wish to pause or stop until nothing of the run may be left. */
  readonly endMs: number;
  /** How long a disk is kept that no run uses. */
  readonly retentionMs: number;
  /** How long a session runs that nobody uses; may be infinite. */
  readonly idleMs: number;
  /** How long a session runs, used or not; may be infinite. */
  readonly lifetimeMs: number;
  /** Runs of one user at a time; more wait as `queued`. */
  readonly runningPerUser: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const defaultLaunchLimits: LaunchLimits = {
  startMs: 15 * MINUTE,
  endMs: 5 * MINUTE,
  retentionMs: 14 * DAY,
  idleMs: DAY,
  lifetimeMs: Number.POSITIVE_INFINITY,
  runningPerUser: 5,
};

export const LAUNCH_LIMITS = Symbol('LaunchLimits');

const stateDeadline: Readonly<Record<LaunchStatus, 'startMs' | 'endMs' | 'retentionMs' | undefined>> = {
  inactive: undefined,
  launching: 'startMs',
  running: undefined,
  pausing: 'endMs',
  paused: 'retentionMs',
  stopping: 'endMs',
  failed: 'retentionMs',
};

const after = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString();

/** When the launch's present state ends by itself, from its events' own times; undefined: never. Who waits for a place keeps their turn. */
export const dueAt = (launch: Pick<Launch, 'status' | 'since' | 'phase'>, limits: LaunchLimits): string | undefined => {
  if (launch.status === 'launching' && launch.phase === 'queued') return undefined;
  const deadline = stateDeadline[launch.status];
  return deadline && after(launch.since, limits[deadline]);
};

/** Rule 9: when the files of the launch's session are deleted, if nothing happens until then. */
export const diskExpiresAt = (launch: Launch, limits: LaunchLimits): string | undefined => {
  const disk = launch.disks.find(({ diskId }) => diskId === launch.diskId);
  if (disk?.keptSince === undefined) return undefined;
  if (disk.discard) return disk.keptSince;
  return dueAt(launch, limits) ?? after(disk.keptSince, limits.retentionMs);
};

/** Disks that no run may use any more, at this time. */
export const disksToDiscard = (launch: Launch, limits: LaunchLimits, now: Date): readonly string[] =>
  launch.disks
    .filter((disk) => {
      if (disk.discard) return true;
      // the disk of a paused or failed session goes when the launch expires, which is an event
      const isHeld = disk.diskId === launch.diskId && launch.status !== 'inactive';
      if (isHeld || disk.keptSince === undefined) return false;
      return after(disk.keptSince, limits.retentionMs) <= now.toISOString();
    })
    .map(({ diskId }) => diskId);

/** Documents past one kind of deadline: those that match, with a time in `by` of at most `until`. */
export interface DueCondition {
  readonly filter: object;
  readonly by: 'since' | 'diskKeptSince';
  readonly until: string;
}

/** Every launch that is past something matches one of these: a hint where to look, judged again on the log. Each has its index. */
export const dueConditions = (limits: LaunchLimits, now: Date): readonly DueCondition[] => {
  const ago = (ms: number): string => new Date(now.getTime() - ms).toISOString();
  return [
    { filter: { status: 'launching', phase: { $ne: 'queued' } }, by: 'since', until: ago(limits.startMs) },
    { filter: { status: { $in: ['pausing', 'stopping'] } }, by: 'since', until: ago(limits.endMs) },
    { filter: { status: { $in: ['paused', 'failed'] } }, by: 'since', until: ago(limits.retentionMs) },
    { filter: {}, by: 'diskKeptSince', until: ago(limits.retentionMs) },
  ];
};

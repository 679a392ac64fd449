import type { LimitReason } from './launch.events.js';
import type { Launch } from './launch.js';
import type { LaunchLimits } from './launch-limits.js';

/** That a running session is paused by itself, unless it is used or its user keeps it. */
export interface AnnouncedPause {
  readonly reason: LimitReason;
  /** Its last use, or when its time began. */
  readonly since: string;
  readonly pausesAt: string;
}

/** When a session was last used, as the gateway and the session itself say; `unknown`: they could not be asked. */
export type LastUse = { readonly at: string } | 'unknown';

export type PauseLimits = Pick<LaunchLimits, 'idleMs' | 'lifetimeMs'>;

const HOUR = 60 * 60_000;

/** How long before: an hour, or a quarter of a limit of less than four. */
export const announcementMs = (limitMs: number): number => Math.min(HOUR, limitMs / 4);

const later = (one: string, other: string): string => (Date.parse(other) > Date.parse(one) ? other : one);

interface Limit {
  readonly reason: LimitReason;
  /** What it counts from. */
  readonly since: string;
  readonly limitMs: number;
}

const endOf = ({ since, limitMs }: Limit): number => Date.parse(since) + limitMs;

/** Without that for not being used, where nobody can tell. */
const limitsOf = (launch: Launch, lastUse: LastUse, { idleMs, lifetimeMs }: PauseLimits): readonly Limit[] => {
  const begun = launch.keptAt ?? launch.since;
  const lifetime: Limit = { reason: 'max-lifetime', since: begun, limitMs: lifetimeMs };
  if (lastUse === 'unknown') return [lifetime];
  return [{ reason: 'idle', since: later(begun, lastUse.at), limitMs: idleMs }, lifetime];
};

/** Whoever was away when it should have been announced announces it late: the time to react is always the whole one. */
const pauseOf = (limit: Limit, now: Date): AnnouncedPause | undefined => {
  const noticeMs = announcementMs(limit.limitMs);
  if (endOf(limit) - noticeMs > now.getTime()) return undefined;
  const pausesAt = new Date(Math.max(endOf(limit), now.getTime() + noticeMs)).toISOString();
  return { reason: limit.reason, since: limit.since, pausesAt };
};

/** Of a running session, the pause that is to be announced now; undefined: there is none yet. */
export const pauseDue = (
  launch: Launch,
  lastUse: LastUse,
  limits: PauseLimits,
  now: Date,
): AnnouncedPause | undefined =>
  limitsOf(launch, lastUse, limits)
    .flatMap((limit) => pauseOf(limit, now) ?? [])
    .toSorted((one, other) => Date.parse(one.pausesAt) - Date.parse(other.pausesAt))[0];

/** Why what was announced is not so any more; undefined: it is, as far as anybody can tell. */
export const outOfDate = (
  announced: AnnouncedPause,
  launch: Launch,
  lastUse: LastUse,
  limits: PauseLimits,
): 'used' | 'limits-changed' | undefined => {
  const limit = limitsOf(launch, lastUse, limits).find(({ reason }) => reason === announced.reason);
  if (limit === undefined) return undefined;
  if (limit.since !== announced.since) return 'used';
  return endOf(limit) > Date.parse(announced.pausesAt) ? 'limits-changed' : undefined;
};

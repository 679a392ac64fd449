import type { Launch } from './launch.js';
import { diskExpiresAt, type LaunchLimits } from './launch-limits.js';

/** A disk that is deleted soon, if nothing happens until then. */
export interface DueDisk {
  readonly userId: string;
  readonly projectId: string;
  readonly sessionId: string;
  readonly diskId: string;
  readonly expiresAt: string;
}

const DAY = 24 * 60 * 60_000;

/** Rule 9: "a notice 2 days before"; where disks are not kept for four, when half of the time is over. */
export const noticeMs = ({ retentionMs }: LaunchLimits): number => Math.min(2 * DAY, retentionMs / 2);

/** Of one place's disks those whose notice is due, and which are still there. */
export const disksDueSoon = (launch: Launch, limits: LaunchLimits, now: Date): readonly DueDisk[] => {
  const { userId, projectId } = launch;
  return launch.disks.flatMap(({ diskId, sessionId, keptSince, discard }) => {
    if (discard || keptSince === undefined) return [];
    // the disk of a session that another one took the place of rests by itself
    const resting = diskId === launch.diskId ? launch : { ...launch, diskId, status: 'inactive' as const };
    const expiresAt = diskExpiresAt(resting, limits) ?? '';
    const left = Date.parse(expiresAt) - now.getTime();
    return left > 0 && left <= noticeMs(limits) ? [{ userId, projectId, sessionId, diskId, expiresAt }] : [];
  });
};

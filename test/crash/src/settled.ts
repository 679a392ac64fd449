import type { Launch } from '#libs/launches';

/** Nothing is under way any more: whoever is still launching waits for a place, and no disk waits to be deleted. */
export const isSettled = (launches: readonly Launch[], runningPerUser: number): boolean =>
  launches.every(({ status, phase, userId, disks }) => {
    if (disks.some(({ discard, keptSince }) => discard && keptSince !== undefined)) return false;
    if (status === 'pausing' || status === 'stopping') return false;
    if (status !== 'launching') return true;
    const running = launches.filter((other) => other.userId === userId && other.status === 'running').length;
    return phase === 'queued' && running >= runningPerUser;
  });

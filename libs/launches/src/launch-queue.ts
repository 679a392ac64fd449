import type { Launch } from './launch.js';

type Queued = Pick<Launch, 'launchId' | 'runAskedAt' | 'status'>;

/** By the time of the request; the id decides between equal times, so that everybody counts alike. */
const isBefore = (a: Queued, b: Queued): boolean =>
  a.runAskedAt === b.runAskedAt ? a.launchId < b.launchId : a.runAskedAt < b.runAskedAt;

/**
 * Rule 10: place in the queue of a user's launches, of which so many may have a run at a time: 0: it may start, 1: it is the next.
 * `live`: the user's launches that have or want a run; with or without this one.
 */
export const queuePosition = (launch: Queued, live: readonly Queued[], runningPerUser: number): number => {
  const ahead = live.filter(
    (other) => other.launchId !== launch.launchId && (other.status !== 'launching' || isBefore(other, launch)),
  );
  return Math.max(0, ahead.length - runningPerUser + 1);
};

import type { Launch } from './launch.js';
import { isBegun } from './launch-states.js';

type Queued = Pick<Launch, 'launchId' | 'runAskedAt' | 'status'>;
type InClass = Queued & Pick<Launch, 'phase' | 'configuration'>;

/** By the time of the request; the id decides between equal times, so that everybody counts alike. */
const isBefore = (a: Queued, b: Queued): boolean =>
  a.runAskedAt === b.runAskedAt ? a.launchId < b.launchId : a.runAskedAt < b.runAskedAt;

const aheadOf = <L extends Queued>(launch: Queued, live: readonly L[]): readonly L[] =>
  live.filter(
    (other) => other.launchId !== launch.launchId && (other.status !== 'launching' || isBefore(other, launch)),
  );

/**
 * Rule 10: place in the queue of a user's launches, of which so many may have a run at a time: 0: it may start, 1: it is the next.
 * `live`: the user's launches that have or want a run; with or without this one.
 */
export const queuePosition = (launch: Queued, live: readonly Queued[], runningPerUser: number): number => {
  return Math.max(0, aheadOf(launch, live).length - runningPerUser + 1);
};

const turn = (a: Queued, b: Queued): number => {
  const [aHas, bHas] = [a.status !== 'launching', b.status !== 'launching'];
  if (aHas !== bHas) return aHas ? -1 : 1;
  return isBefore(a, b) ? -1 : 1;
};

/** Those that have the places for which this launch waits: whatever runs or is being ended, then who asked before. */
export const placeHolders = <L extends Queued>(
  launch: Queued,
  live: readonly L[],
  runningPerUser: number,
): readonly L[] => aheadOf(launch, live).toSorted(turn).slice(0, runningPerUser);

const classOf = ({ configuration }: InClass): string | undefined => configuration.resourceClass?.resourceClassId;

/** Those of a user that have a run of the class for which this launch of theirs waits, or are about to have it. */
export const ownInClass = <L extends InClass>(launch: InClass, live: readonly L[]): readonly L[] =>
  live
    .filter((other) => other.launchId !== launch.launchId && classOf(other) === classOf(launch))
    .filter((other) => other.status !== 'launching' || isBegun(other))
    .toSorted(turn);

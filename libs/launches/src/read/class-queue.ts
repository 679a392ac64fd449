import type { Documents, Filter } from '#libs/event-sourcing';
import type { Launch } from '../launch.js';
import { begunPhases, statusesWithRun } from '../launch-states.js';

/** A launch's turn for a run of its resource class. */
export interface ClassQueue {
  readonly resourceClassId: string;
  readonly launchId: string;
  readonly classTurn: number;
}

/**
 * Rule 10: what has or gets a run of the class before it, each in one of these alone: what has one; who took a turn before; and what began
 * while the class had no capacity. Turns are events: who has seen their own in the log has seen every earlier one.
 */
const classQueueConditions = ({ resourceClassId, launchId, classTurn }: ClassQueue): readonly Filter[] => {
  const ofOthers = {
    'configuration.resourceClass.resourceClassId': resourceClassId,
    launchId: { $ne: launchId },
  };
  // in the order in which a launch moves on: whoever does so between two questions is counted twice, never not at all
  return [
    { ...ofOthers, status: 'launching', classTurn: { $lt: classTurn } },
    { ...ofOthers, status: 'launching', classTurn: { $exists: false }, phase: { $in: begunPhases } },
    { ...ofOthers, status: { $in: statusesWithRun } },
  ];
};

/** How many launches have or get a run of the class before this turn; once there are `enough`, no more are asked for. */
export const aheadInClass = async (
  documents: Documents<Launch>,
  turn: ClassQueue,
  enough = Number.POSITIVE_INFINITY,
): Promise<number> => {
  let ahead = 0;
  for (const filter of classQueueConditions(turn))
    if (ahead < enough) for (const { count } of await documents.countBy(filter, ['status'])) ahead += count;
  return ahead;
};

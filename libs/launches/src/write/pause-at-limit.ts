import { Command, type DataOf, type Decide, type Decision, nothing } from '#libs/event-sourcing';
import { type AnnouncedPause, type LastUse, outOfDate, type PauseLimits, pauseDue } from '../announced-pause.js';
import type { LaunchEvent } from '../launch.events.js';
import { type Launch, type LaunchState, runKey } from '../launch.js';
import { reject } from '../launch.rejections.js';
import { pause } from './pause-launch.js';

/** Sent by the worker, which has asked when this run was last used. */
export class PauseAtLimit extends Command<{
  readonly launchId: string;
  readonly run: number;
  readonly lastUse: LastUse;
  readonly limits: PauseLimits;
  readonly now: Date;
}> {}

const announce = (launch: Launch, due: AnnouncedPause): Decision<LaunchEvent> => [
  { type: 'SessionPauseAnnounced', data: { ...runKey(launch), ...due } },
];

const carryOut = (launch: Launch, announced: AnnouncedPause, now: Date): Decision<LaunchEvent> =>
  Date.parse(announced.pausesAt) <= now.getTime() ? pause(launch, announced.reason) : nothing;

const isEarlier = (due: AnnouncedPause | undefined, announced: AnnouncedPause): due is AnnouncedPause =>
  due !== undefined && due.reason !== announced.reason && Date.parse(due.pausesAt) < Date.parse(announced.pausesAt);

/** What was announced is called off, gives way to another limit that is reached before, or is carried out when its time has come. */
const judgedAgain = (
  launch: Launch,
  announced: AnnouncedPause,
  command: DataOf<PauseAtLimit>,
): Decision<LaunchEvent> => {
  const { lastUse, limits, now } = command;
  const reason = outOfDate(announced, launch, lastUse, limits);
  if (reason !== undefined) return [{ type: 'SessionPauseCalledOff', data: { ...runKey(launch), reason } }];
  const due = pauseDue(launch, lastUse, limits, now);
  // where nobody can tell when it was used, it is not idle; how long it runs does not depend on what it says
  if (lastUse === 'unknown' && announced.reason === 'idle') return due === undefined ? nothing : announce(launch, due);
  return isEarlier(due, announced) ? announce(launch, due) : carryOut(launch, announced, now);
};

const judged = (launch: Launch, command: DataOf<PauseAtLimit>): Decision<LaunchEvent> => {
  if (launch.announced !== undefined) return judgedAgain(launch, launch.announced, command);
  const due = pauseDue(launch, command.lastUse, command.limits, command.now);
  return due === undefined ? nothing : announce(launch, due);
};

const isRunning = (state: LaunchState, run: number): state is Launch =>
  state?.status === 'running' && state.run === run;

/** Announced first, paused when that time has passed and nobody used it or kept it. */
export const pauseAtLimit: Decide<DataOf<PauseAtLimit>, LaunchState, LaunchEvent> = (command, state) => {
  if (!command.actor.startsWith('system:')) return reject('launch-not-found');
  if (!isRunning(state, command.run)) return nothing;
  return judged(state, command);
};

import { Command, type DataOf, type Decide, type Decision, nothing } from '#libs/event-sourcing';
import type { LaunchEvent, StopReason } from '../launch.events.js';
import { type Launch, type LaunchState, runKey } from '../launch.js';
import { reject } from '../launch.rejections.js';
import { answerTo } from '../launch-states.js';
import { ownLaunch } from './own-launch.js';
import { refuse } from './refuse.js';

export class StopLaunch extends Command<{
  readonly launchId: string;
  /** Delete its disk now, instead of when its retention has passed. */
  readonly discard: boolean;
}> {}

/** What is to become of a launch. */
export interface Stop {
  readonly discard: boolean;
  /** `user-erased` deletes the disks of every session that ever ran in this place. */
  readonly reason: StopReason;
}

const keepsDisk = (launch: Launch, { reason }: Stop): boolean =>
  launch.disks.some(({ diskId, discard }) => !discard && (diskId === launch.diskId || reason === 'user-erased'));

const isDiscarding = ({ asked }: Launch, { reason }: Stop): boolean =>
  asked?.discard === true && (reason !== 'user-erased' || asked.reason === 'user-erased');

/** It is stopped or being stopped already, and now its disk is to go too. */
const discardLate = (launch: Launch, asked: Stop): Decision<LaunchEvent> => {
  const data = { ...runKey(launch), ...asked };
  if (!asked.discard || !keepsDisk(launch, asked)) return nothing;
  if (launch.status === 'inactive') return [{ type: 'SessionStopped', data }];
  return isDiscarding(launch, asked) ? nothing : [{ type: 'SessionStopRequested', data }];
};

/** Whoever asks: its user, or the saga when its session, its project or its user is no more. Nothing runs: it is stopped at once. */
export const stop = (launch: Launch, asked: Stop): Decision<LaunchEvent> => {
  const answer = answerTo('stop', launch);
  const data = { ...runKey(launch), ...asked };
  if (answer === 'stop') return [{ type: 'SessionStopRequested', data }];
  if (answer === 'stopped') return [{ type: 'SessionStopped', data }];
  return answer === 'so-already' ? discardLate(launch, asked) : refuse(answer);
};

export const stopLaunch: Decide<DataOf<StopLaunch>, LaunchState, LaunchEvent> = (command, state) => {
  const own = ownLaunch(command, state);
  if (own === undefined) return reject('launch-not-found');
  return stop(own, { discard: command.discard, reason: 'asked' });
};

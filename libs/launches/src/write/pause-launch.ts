import { Command, type DataOf, type Decide, type Decision, nothing } from '#libs/event-sourcing';
import type { LaunchEvent, PauseReason } from '../launch.events.js';
import { type Launch, type LaunchState, runKey } from '../launch.js';
import { reject } from '../launch.rejections.js';
import { answerTo } from '../launch-states.js';
import { ownLaunch } from './own-launch.js';
import { refuse } from './refuse.js';

export class PauseLaunch extends Command<{ readonly launchId: string }> {}

/** Whoever asks: its user, or the saga when the user may not read the project any more. */
export const pause = (launch: Launch, reason: PauseReason): Decision<LaunchEvent> => {
  const answer = answerTo('pause', launch);
  if (answer === 'so-already') return nothing;
  if (answer !== 'pause') return refuse(answer);
  return [{ type: 'SessionPauseRequested', data: { ...runKey(launch), reason } }];
};

/** Pitch: a paused session frees its compute and keeps its work. */
export const pauseLaunch: Decide<DataOf<PauseLaunch>, LaunchState, LaunchEvent> = (command, state) => {
  const own = ownLaunch(command, state);
  return own === undefined ? reject('launch-not-found') : pause(own, 'asked');
};

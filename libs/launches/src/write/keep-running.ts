import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { LaunchEvent } from '../launch.events.js';
import { type LaunchState, runKey } from '../launch.js';
import { reject } from '../launch.rejections.js';
import { ownLaunch } from './own-launch.js';

export class KeepRunning extends Command<{ readonly launchId: string }> {}

/** It is not paused at the time that was announced: its limits count anew from now. Where nothing was announced, nothing changes. */
export const keepRunning: Decide<DataOf<KeepRunning>, LaunchState, LaunchEvent> = (command, state) => {
  const own = ownLaunch(command, state);
  if (own === undefined) return reject('launch-not-found');
  if (own.status !== 'running')
    return reject('not-running', 'Only what is running can be kept running. Resume or launch it instead.');
  if (own.announced === undefined) return nothing;
  return [{ type: 'SessionPauseCalledOff', data: { ...runKey(own), reason: 'kept' } }];
};

import { Command, type DataOf, type Decide } from '#libs/event-sourcing';
import type { LaunchEvent } from '../launch.events.js';
import type { LaunchState } from '../launch.js';
import { reject } from '../launch.rejections.js';
import { isLive } from '../launch-states.js';
import { ownLaunch } from './own-launch.js';
import { stop } from './stop-launch.js';

/** Delete the files of what does not run, now instead of when their time is over. */
export class DeleteFiles extends Command<{ readonly launchId: string }> {}

/** There is nothing to resume without them: it is stopped. What runs is not, which stopping with `discard` would do. */
export const deleteFiles: Decide<DataOf<DeleteFiles>, LaunchState, LaunchEvent> = (command, state) => {
  const own = ownLaunch(command, state);
  if (own === undefined) return reject('launch-not-found');
  if (isLive(own.status)) return reject('files-in-use', 'Pause or stop it first.');
  return stop(own, { discard: true, reason: 'asked' });
};

import { Command, type DataOf, type Decide, type Decision, nothing } from '#libs/event-sourcing';
import type { LaunchEvent } from '../launch.events.js';
import { type LaunchState, runKey } from '../launch.js';
import { reject } from '../launch.rejections.js';
import { answerTo } from '../launch-states.js';
import { resolveResources } from '../resolve-resources.js';
import type { LaunchableSession } from './launch-session.js';
import { ownLaunch } from './own-launch.js';
import { refuse } from './refuse.js';
import { refuseResources } from './refuse-resources.js';

export class ResumeLaunch extends Command<{
  readonly launchId: string;
  /** `current`: with what the session is configured to be now. Undefined: as it was. */
  readonly configuration?: 'current' | undefined;
}> {}

type Asked = DataOf<ResumeLaunch> & {
  /** The session as it is now, to who asks: no configuration where it was removed or may not be launched any more. */
  readonly session: LaunchableSession;
};

/** /work is kept either way. */
export const resumeLaunch: Decide<Asked, LaunchState, LaunchEvent> = (command, state): Decision<LaunchEvent> => {
  const own = ownLaunch(command, state);
  if (own === undefined) return reject('launch-not-found');
  const answer = answerTo('resume', own);
  if (answer === 'so-already') return nothing;
  if (answer !== 'resume') return refuse(answer);
  const { configuration } = command.session;
  if (configuration === undefined)
    return reject('session-not-found', 'Its session was removed, or you have no access to the project any more.');
  const key = runKey(own, own.run + 1);
  if (command.configuration !== 'current') return [{ type: 'SessionResumeRequested', data: key }];
  const resolved = resolveResources(configuration, command.session.resourceClasses);
  if (resolved === undefined) return refuseResources(configuration, command.session.resourceClasses);
  const { imageResolved } = command.session;
  const data = { ...key, configuration: resolved, ...(imageResolved === true && { imageResolved }) };
  return [{ type: 'SessionResumeRequested', data }];
};

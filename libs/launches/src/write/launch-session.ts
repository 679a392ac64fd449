import { Command, type DataOf, type Decide, type Decision, type DecisionContext, nothing } from '#libs/event-sourcing';
import type { LaunchConfiguration, LaunchEvent } from '../launch.events.js';
import { diskIdOf, type Launch, type LaunchState, runKey } from '../launch.js';
import { reject } from '../launch.rejections.js';
import { answerTo, isOccupied } from '../launch-states.js';
import { refuse } from './refuse.js';

export class LaunchSession extends Command<{
  /** Of the project, the session's environment and the caller: `launchIdOf`. */
  readonly launchId: string;
  readonly projectId: string;
  readonly sessionId: string;
}> {}

export interface LaunchableSession {
  /** As it is configured now; undefined where there is no such session. */
  readonly configuration: LaunchConfiguration | undefined;
  /** Its image has a digest that the session does not have. */
  readonly imageResolved?: boolean;
}

type Asked = DataOf<LaunchSession> & LaunchableSession;

const inUse = (live: Launch) =>
  reject(
    'environment-in-use',
    'You already run this environment in this project, in another session. Stop that one first, or go to it.',
    {
      launchId: live.launchId,
      sessionId: live.sessionId,
      links: {
        launch: `/api/v1/launches/${live.launchId}`,
        session: `/api/v1/projects/${live.projectId}/sessions/${live.sessionId}`,
      },
    },
  );

const newRun = (command: Asked & DecisionContext, run: number, configuration: LaunchConfiguration): LaunchEvent => {
  const { launchId, projectId, sessionId, actor: userId } = command;
  const key = { launchId, projectId, sessionId, userId, run };
  const data = { ...key, diskId: diskIdOf(sessionId, userId), ...configuration };
  return { type: 'SessionLaunched', data: command.imageResolved === true ? { ...data, imageResolved: true } : data };
};

const fromTable = (command: Asked & DecisionContext, state: LaunchState, configuration: LaunchConfiguration) => {
  const answer = answerTo('launch', state);
  const run = (state?.run ?? 0) + 1;
  if (answer === 'resume' && state !== undefined)
    return [{ type: 'SessionResumeRequested' as const, data: runKey(state, run) }];
  switch (answer) {
    case 'so-already':
      return nothing;
    case 'new-run':
      return [newRun(command, run, configuration)];
    default:
      return refuse(answer);
  }
};

/**
 * Rule 4: make it run. Pitch: one user can launch one environment in a project once at a time; what is paused is resumed, what runs
 * is left alone.
 */
export const launchSession: Decide<Asked, LaunchState, LaunchEvent> = (command, state): Decision<LaunchEvent> => {
  const { configuration, sessionId } = command;
  if (configuration === undefined) return reject('session-not-found');
  if (state !== undefined && isOccupied(state) && state.sessionId !== sessionId) return inUse(state);
  return fromTable(command, state, configuration);
};

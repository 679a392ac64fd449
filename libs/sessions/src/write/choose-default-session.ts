import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { SessionsEvent } from '../sessions.events.js';
import { type Sessions, sessionOf } from '../sessions.js';
import { reject } from '../sessions.rejections.js';

export class ChooseDefaultSession extends Command<{ readonly projectId: string; readonly sessionId: string }> {}

/** Pitch: "One session in a project should be the “default” session". */
export const chooseDefaultSession: Decide<DataOf<ChooseDefaultSession>, Sessions, SessionsEvent> = (
  { projectId, sessionId },
  state,
) => {
  if (sessionOf(state, sessionId) === undefined) return reject('session-not-found');
  if (state.defaultSessionId === sessionId) return nothing;
  return [{ type: 'DefaultSessionChosen', data: { projectId, sessionId } }];
};

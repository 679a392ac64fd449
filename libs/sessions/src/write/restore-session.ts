import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { SessionsEvent } from '../sessions.events.js';
import { removedSession, type Sessions, sessionOf } from '../sessions.js';
import { reject } from '../sessions.rejections.js';
import { addedSession } from './added-session.js';
import { configurationData } from './configuration-data.js';

export class RestoreSession extends Command<{ readonly projectId: string; readonly sessionId: string }> {}

/**
 * Added once more as what it was, by whoever changed their mind: with the same id, to which its users' files belong, and the default
 * one if it was. The log says both, that it was removed and that it was added.
 */
export const restoreSession: Decide<DataOf<RestoreSession>, Sessions, SessionsEvent> = (
  { projectId, sessionId },
  state,
) => {
  if (sessionOf(state, sessionId) !== undefined) return nothing;
  const removed = removedSession(state, sessionId);
  if (removed === undefined) return reject('session-not-found', 'Only one that was removed lately can be put back.');
  const { name, environment, source } = removed.session;
  const configuration = configurationData(removed.session.configuration);
  const keywords = [...environment.keywords];
  const data = { projectId, sessionId, name, environment: { ...environment, keywords }, source, configuration };
  return addedSession(state, data, removed.wasDefault);
};

import { Command, type DataOf, type Decide } from '#libs/event-sourcing';
import type { SessionsEvent } from '../sessions.events.js';
import { oldestBeside, type Sessions, sessionOf } from '../sessions.js';
import { reject } from '../sessions.rejections.js';

export class RemoveSession extends Command<{ readonly projectId: string; readonly sessionId: string }> {}

/** A removed default passes to the oldest session left (rule 3). */
export const removeSession: Decide<DataOf<RemoveSession>, Sessions, SessionsEvent> = (
  { projectId, sessionId },
  state,
) => {
  if (sessionOf(state, sessionId) === undefined) return reject('session-not-found');
  const removed = { type: 'SessionRemoved', data: { projectId, sessionId } } as const;
  const oldest = oldestBeside(state, sessionId);
  if (state.defaultSessionId !== sessionId || oldest === undefined) return [removed];
  return [removed, { type: 'DefaultSessionChosen', data: { projectId, sessionId: oldest } }];
};

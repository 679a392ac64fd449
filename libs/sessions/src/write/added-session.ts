import type { Event } from '#libs/event-sourcing';
import type { SessionsEvent } from '../sessions.events.js';
import type { Sessions } from '../sessions.js';

type Added = Extract<SessionsEvent, Event<'EnvironmentAdded'>>;

/** A session more; rule 3: the first one is the default, and so is one that is put back as such. */
export const addedSession = (state: Sessions, data: Added['data'], wasDefault = false): readonly SessionsEvent[] => {
  const { projectId, sessionId } = data;
  const added = { type: 'EnvironmentAdded', data } as const;
  const isDefault = wasDefault || state.placed.size === 0;
  return isDefault ? [added, { type: 'DefaultSessionChosen', data: { projectId, sessionId } }] : [added];
};

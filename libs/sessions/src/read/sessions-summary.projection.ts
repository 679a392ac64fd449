import type { Projection } from '#libs/event-sourcing';
import type { SessionsEvent } from '../sessions.events.js';

export interface SessionsSummary {
  /** How many the project has. */
  readonly sessions: number;
  /** Undefined when there is no session. */
  readonly defaultSessionId?: string | undefined;
}

const none: SessionsSummary = { sessions: 0 };

/** One small document a project: what concerns all of its sessions. */
export const sessionsSummary: Projection<SessionsSummary, SessionsEvent> = {
  name: 'sessions-summary',
  version: 1,
  ids: (event) => [event.data.projectId],
  evolve: {
    EnvironmentAdded: (doc = none) => ({ ...doc, sessions: doc.sessions + 1 }),
    DefaultSessionChosen: (doc = none, { data: { sessionId } }) => ({ ...doc, defaultSessionId: sessionId }),
    SessionRemoved: (doc = none, { data: { sessionId } }) => ({
      sessions: doc.sessions - 1,
      defaultSessionId: doc.defaultSessionId === sessionId ? undefined : doc.defaultSessionId,
    }),
  },
};

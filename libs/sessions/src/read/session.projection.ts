import type { Projection } from '#libs/event-sourcing';
import { type Session, session } from '../session.js';
import type { SessionsEvent } from '../sessions.events.js';
import { sortName } from './session-order.js';

export interface SessionDocument extends Session {
  readonly projectId: string;
  /** What it is searched and sorted by: its name in lower case. */
  readonly sortName: string;
}

const documentOf = (
  after: Session | undefined,
  { data: { projectId } }: { readonly data: { readonly projectId: string } },
): SessionDocument | undefined => after && { ...after, projectId, sortName: sortName(after.name) };

/** One document a session. What is left of a removed one names no project, so no index of a project's sessions holds it. */
export const sessionDocuments: Projection<SessionDocument, SessionsEvent> = {
  name: 'session',
  version: 3,
  indexes: [
    { keys: { projectId: 1, addedAtRevision: 1 } },
    { keys: { projectId: 1, sortName: 1, sessionId: 1 } },
    { keys: { 'source.repositoryId': 1, 'source.branch': 1, projectId: 1, sessionId: 1 } },
    { keys: { 'source.repositoryId': 1, projectId: 1, sessionId: 1 } },
  ],
  ids: (event) => [event.data.sessionId],
  partition: { field: 'projectId', of: (event) => event.data.projectId },
  evolve: {
    EnvironmentAdded: (doc, event) => documentOf(session.evolve.EnvironmentAdded(doc, event), event),
    SessionConfigured: (doc, event) => documentOf(session.evolve.SessionConfigured(doc, event), event),
    SessionImageChanged: (doc, event) => documentOf(session.evolve.SessionImageChanged(doc, event), event),
    SessionRemoved: (doc, event) => documentOf(session.evolve.SessionRemoved(doc, event), event),
  },
};

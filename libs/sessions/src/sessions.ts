import type { Evolver } from '#libs/event-sourcing';
import type { Configuration, SessionsEvent, Source } from './sessions.events.js';

export interface Image {
  readonly reference: string;
  /** Undefined until it is resolved, at the first launch at the latest. */
  readonly digest?: string | undefined;
}

export interface SessionEnvironment {
  /** The catalogue's, or one of its own: then the environment belongs to this project alone. */
  readonly environmentId: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly keywords: readonly string[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly image: Image;
}

export interface Session {
  readonly sessionId: string;
  readonly name: string;
  readonly environment: SessionEnvironment;
  readonly source: Source;
  readonly configuration: Configuration;
  /** Of the last event about this session; which one is the default is the project's matter. */
  readonly revision: number;
}

export interface Sessions {
  /** In the order in which they were added. */
  readonly sessions: readonly Session[];
  /** Undefined when there is no session. */
  readonly defaultSessionId?: string | undefined;
}

const change = (state: Sessions, sessionId: string, changed: (session: Session) => Session): Sessions => ({
  ...state,
  sessions: state.sessions.map((session) => (session.sessionId === sessionId ? changed(session) : session)),
});

const atVersion = (source: Source, version: number | undefined): Source =>
  source.kind === 'catalogue' && version !== undefined ? { ...source, version } : source;

export const sessions: Evolver<Sessions, SessionsEvent> = {
  initial: { sessions: [] },
  evolve: {
    EnvironmentAdded: (state, { data, at, metadata, revision }) => {
      const { sessionId, name, source, configuration } = data;
      const environment = { createdBy: metadata.actor, createdAt: at, ...data.environment };
      const session = { sessionId, name, environment, source, configuration, revision: Number(revision) };
      return { ...state, sessions: [...state.sessions, session] };
    },
    SessionConfigured: (state, { data: { sessionId, name, configuration }, revision }) =>
      change(state, sessionId, (session) => ({ ...session, name, configuration, revision: Number(revision) })),
    SessionImageChanged: (state, { data: { sessionId, image, environmentVersion }, revision }) =>
      change(state, sessionId, (session) => ({
        ...session,
        environment: { ...session.environment, image },
        source: atVersion(session.source, environmentVersion),
        revision: Number(revision),
      })),
    DefaultSessionChosen: (state, { data }) => ({ ...state, defaultSessionId: data.sessionId }),
    SessionRemoved: (state, { data }) => ({
      sessions: state.sessions.filter(({ sessionId }) => sessionId !== data.sessionId),
      defaultSessionId: state.defaultSessionId === data.sessionId ? undefined : state.defaultSessionId,
    }),
  },
};

export const sessionOf = ({ sessions: all }: Sessions, sessionId: string): Session | undefined =>
  all.find((session) => session.sessionId === sessionId);

export const sessionsStream = (projectId: string): string => `sessions-${projectId}`;

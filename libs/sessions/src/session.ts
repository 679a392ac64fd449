import type { Event, Evolver } from '#libs/event-sourcing';
import type { ImageRun } from '#libs/image-registry';
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
  readonly run?: ImageRun | undefined;
}

export interface Session {
  readonly sessionId: string;
  readonly name: string;
  readonly environment: SessionEnvironment;
  readonly source: Source;
  readonly configuration: Configuration;
  /** Of the event that added it: the lower, the older among the sessions of its project. */
  readonly addedAtRevision: number;
  /** Of the last event about this session; which one is the default is the project's matter. */
  readonly revision: number;
}

/** What happens to a session by itself; which one is the default concerns them all. */
export type SessionEvent = Exclude<SessionsEvent, Event<'DefaultSessionChosen'>>;

const atVersion = (source: Source, version: number | undefined): Source =>
  source.kind === 'catalogue' && version !== undefined ? { ...source, version } : source;

/** One session: undefined before it is added and after it is removed. */
export const session: Evolver<Session | undefined, SessionEvent> = {
  initial: undefined,
  evolve: {
    EnvironmentAdded: (_, { data, at, metadata, revision }) => {
      const { sessionId, name, source, configuration } = data;
      const environment = { createdBy: metadata.actor, createdAt: at, ...data.environment };
      const addedAtRevision = Number(revision);
      return { sessionId, name, environment, source, configuration, addedAtRevision, revision: addedAtRevision };
    },
    SessionConfigured: (state, { data: { name, configuration }, revision }) =>
      state && { ...state, name, configuration, revision: Number(revision) },
    SessionImageChanged: (state, { data: { image, environmentVersion }, revision }) =>
      state && {
        ...state,
        environment: { ...state.environment, image },
        source: atVersion(state.source, environmentVersion),
        revision: Number(revision),
      },
    SessionRemoved: () => undefined,
  },
};

import { Map as PersistentMap } from 'immutable';
import type { Evolver } from '#libs/event-sourcing';
import { type FormerSession, type RemovedSession, withFormer, withRemoved } from './former-sessions.js';
import { type Session, session } from './session.js';
import type { SessionsEvent } from './sessions.events.js';

/** A session and its neighbours in the order in which they were added. */
interface Placed {
  readonly session: Session;
  readonly olderId?: string | undefined;
  readonly newerId?: string | undefined;
}

/**
 * A project's sessions. Nothing that happens to one of them costs more where there are many: they are kept by id, each knows
 * its neighbours, and what did not change is shared with the state before.
 */
export interface Sessions {
  readonly placed: PersistentMap<string, Placed>;
  readonly oldestId?: string | undefined;
  readonly newestId?: string | undefined;
  /** Undefined when there is no session. */
  readonly defaultSessionId?: string | undefined;
  /** So that a launch that is asked for again, with the same key, is found where it was made. The newest first; few. */
  readonly former: readonly FormerSession[];
}

const change = (state: Sessions, sessionId: string, changed: (session: Session) => Session | undefined): Sessions => {
  const known = state.placed.get(sessionId);
  const after = known && changed(known.session);
  if (known === undefined || after === undefined) return state;
  return { ...state, placed: state.placed.set(sessionId, { ...known, session: after }) };
};

type Neighbours = Pick<Placed, 'olderId' | 'newerId'>;

const withNeighbours = (
  placed: Sessions['placed'],
  sessionId: string | undefined,
  neighbours: Neighbours,
): Sessions['placed'] => {
  const known = sessionId === undefined ? undefined : placed.get(sessionId);
  return known === undefined ? placed : placed.set(known.session.sessionId, { ...known, ...neighbours });
};

const add = (state: Sessions, added: Session): Sessions => {
  const { sessionId } = added;
  if (state.placed.has(sessionId)) return change(state, sessionId, () => added);
  const olderId = state.newestId;
  const linked = withNeighbours(state.placed, olderId, { newerId: sessionId });
  return {
    ...state,
    placed: linked.set(sessionId, { session: added, olderId }),
    oldestId: state.oldestId ?? sessionId,
    newestId: sessionId,
  };
};

const remove = (state: Sessions, sessionId: string, at: string): Sessions => {
  const known = state.placed.get(sessionId);
  if (known === undefined) return state;
  const { olderId, newerId } = known;
  const linked = withNeighbours(withNeighbours(state.placed, olderId, { newerId }), newerId, { olderId });
  return {
    ...state,
    placed: linked.delete(sessionId),
    oldestId: state.oldestId === sessionId ? newerId : state.oldestId,
    newestId: state.newestId === sessionId ? olderId : state.newestId,
    defaultSessionId: state.defaultSessionId === sessionId ? undefined : state.defaultSessionId,
    former: withRemoved(state.former, { session: known.session, wasDefault: state.defaultSessionId === sessionId }, at),
  };
};

const chooseDefault = (state: Sessions, sessionId: string, at: string): Sessions => {
  const before = state.defaultSessionId === undefined ? undefined : sessionOf(state, state.defaultSessionId);
  const former = before === undefined ? state.former : withFormer(state.former, before, true, at);
  return { ...state, defaultSessionId: sessionId, former };
};

export const sessions: Evolver<Sessions, SessionsEvent> = {
  initial: { placed: PersistentMap(), former: [] },
  evolve: {
    EnvironmentAdded: (state, event) => {
      const added = session.evolve.EnvironmentAdded(undefined, event);
      return added === undefined ? state : add(state, added);
    },
    SessionConfigured: (state, event) =>
      change(state, event.data.sessionId, (before) => session.evolve.SessionConfigured(before, event)),
    SessionImageChanged: (state, event) =>
      change(state, event.data.sessionId, (before) => session.evolve.SessionImageChanged(before, event)),
    DefaultSessionChosen: (state, { data, at }) => chooseDefault(state, data.sessionId, at),
    SessionRemoved: (state, { data, at }) => remove(state, data.sessionId, at),
  },
};

export const sessionOf = ({ placed }: Sessions, sessionId: string): Session | undefined =>
  placed.get(sessionId)?.session;

/** One of the last few that were removed. */
export const removedSession = ({ former }: Sessions, sessionId: string): RemovedSession | undefined =>
  former.find((known) => known.sessionId === sessionId)?.removed;

/** The one that was added first of those that are there, `sessionId` left aside. */
export const oldestBeside = ({ placed, oldestId }: Sessions, sessionId: string): string | undefined =>
  oldestId === sessionId ? placed.get(sessionId)?.newerId : oldestId;

/** All of them, in the order in which they were added: as many steps as there are sessions. */
export const everySession = function* ({ placed, oldestId }: Sessions): Generator<Session> {
  for (let next = oldestId; next !== undefined; ) {
    const found = placed.get(next);
    if (found !== undefined) yield found.session;
    next = found?.newerId;
  }
};

export const sessionsStream = (projectId: string): string => `sessions-${projectId}`;

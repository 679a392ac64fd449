import { Inject, Injectable } from '@nestjs/common';
import {
  type AsOf,
  type EventStore,
  type Filter,
  fold,
  type ReadModels,
  type Recorded,
  upTo,
} from '#libs/event-sourcing';
import type { SessionSummaries } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';
import type { Session } from '../session.js';
import type { SessionsEvent } from '../sessions.events.js';
import { type Sessions, sessions, sessionsStream } from '../sessions.js';
import { type SessionDocument, sessionDocuments } from './session.projection.js';
import { beyondPrefix, type SessionOrder, sortName } from './session-order.js';
import { type SessionsSummary, sessionsSummary } from './sessions-summary.projection.js';

export interface SessionSearch {
  /** Of any of these. */
  readonly projectIds: readonly string[];
  /** What their names begin with; capitals do not matter. */
  readonly query?: string | undefined;
  /** Only these of them. */
  readonly sessionIds?: readonly string[];
}

export interface OrderedPage {
  readonly order: SessionOrder;
  /** The standing of the last one of the page before. */
  readonly after?: readonly string[] | undefined;
  readonly limit: number;
}

interface Bounds {
  readonly $gte: string;
  readonly $lt: string;
}

const named = (query: string | undefined): Bounds | undefined => {
  const prefix = sortName(query ?? '');
  return prefix === '' ? undefined : { $gte: prefix, $lt: beyondPrefix(prefix) };
};

const searched = ({ projectIds, query, sessionIds }: SessionSearch): Filter => {
  const bounds = named(query);
  const [only, ...others] = projectIds;
  return {
    projectId: only !== undefined && others.length === 0 ? only : { $in: projectIds },
    ...(sessionIds === undefined ? {} : { _id: { $in: sessionIds } }),
    ...(bounds === undefined ? {} : { sortName: bounds }),
  };
};

/** With a bound that an index can begin at, however far down the page is. */
const beyond = ({ query }: SessionSearch, { order, after }: OrderedPage): Filter => {
  if (after === undefined) return {};
  const [key = '', sessionId = ''] = after;
  if (order === 'added') return { addedAtRevision: { $gt: Number(key) } };
  const bounds = named(query);
  return {
    sortName: { ...bounds, $gte: bounds !== undefined && bounds.$gte > key ? bounds.$gte : key },
    $or: [{ sortName: { $gt: key } }, { sessionId: { $gt: sessionId } }],
  };
};

const sorts = { added: { addedAtRevision: 1 }, name: { sortName: 1, sessionId: 1 } } as const;

@Injectable()
export class SessionQueries implements SessionSummaries {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async session(projectId: string, sessionId: string): Promise<Session | undefined> {
    const found = await this.readModels.documents<SessionDocument>(sessionDocuments).get(sessionId);
    return found?.projectId === projectId ? found : undefined;
  }

  /** Of these, of whichever projects, those that there are. */
  async withIds(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Session>> {
    if (sessionIds.length === 0) return new Map();
    const found = await this.readModels.documents<SessionDocument>(sessionDocuments).find({ _id: { $in: sessionIds } });
    return new Map(found.map((session) => [session._id, session]));
  }

  /** In no order. */
  async search(search: SessionSearch): Promise<readonly Session[]> {
    return this.readModels.documents<SessionDocument>(sessionDocuments).find(searched(search));
  }

  async page(search: SessionSearch, page: OrderedPage): Promise<readonly SessionDocument[]> {
    return this.readModels
      .documents<SessionDocument>(sessionDocuments)
      .find({ ...searched(search), ...beyond(search, page) }, { sort: sorts[page.order], limit: page.limit });
  }

  /** A project that has never had a session has none, as has one that does not exist. */
  async summary(projectId: string): Promise<SessionsSummary> {
    return (await this.readModels.documents<SessionsSummary>(sessionsSummary).get(projectId)) ?? { sessions: 0 };
  }

  /** As they were at each moment, folded from the stream. */
  async statesAt(projectId: string, moments: readonly AsOf[]): Promise<readonly Sessions[]> {
    const events = (await this.store.read(sessionsStream(projectId))) as unknown as Recorded<SessionsEvent>[];
    return moments.map((asOf) => fold(sessions, upTo(events, asOf)));
  }

  /** As they were then. */
  async past(projectId: string, asOf: AsOf): Promise<Sessions> {
    const [past = sessions.initial] = await this.statesAt(projectId, [asOf]);
    return past;
  }

  async of(projectIds: readonly string[]): Promise<ReadonlyMap<string, SessionsSummary>> {
    const [only] = projectIds;
    // one alone is often in memory
    if (only !== undefined && projectIds.length === 1) return new Map([[only, await this.summary(only)]]);
    const found = await this.readModels.documents<SessionsSummary>(sessionsSummary).find({ _id: { $in: projectIds } });
    return new Map(found.map((document) => [document._id, document]));
  }

  async asOf(projectId: string, asOf: AsOf): Promise<SessionsSummary> {
    const { placed, defaultSessionId } = await this.past(projectId, asOf);
    return { sessions: placed.size, defaultSessionId };
  }
}

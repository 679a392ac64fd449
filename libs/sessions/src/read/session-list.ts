import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Session } from '../session.js';
import {
  LAUNCH_STATUSES,
  type LaunchesPage,
  type LaunchStatuses,
  type ShownStatus,
  shownStatuses,
  type UsersLaunch,
} from './launch-statuses.js';
import { type ListPart, listParts, type SessionSort } from './list-parts.js';
import { SessionQueries } from './session.queries.js';
import { environmentsOf, standing } from './session-order.js';

/** Where a page ended: in which part of the list, and after what. */
export interface Place {
  readonly part: number;
  /** Undefined: at the part's beginning. */
  readonly after: readonly string[] | undefined;
}

export interface SessionsWanted {
  readonly projectId: string;
  /** Whose launches tell status and last use. */
  readonly userId: string;
  readonly query?: string | undefined;
  readonly sort: SessionSort;
  readonly status?: ShownStatus | undefined;
  readonly limit: number;
  readonly from?: Place | undefined;
}

export interface SessionsPage {
  readonly sessions: readonly Session[];
  /** Where the next page begins; undefined: there is none. */
  readonly end?: Place | undefined;
}

/** What was looked at, in the list's order; without a session: it does not belong to this part. */
interface Looked {
  readonly after: readonly string[];
  readonly session: Session | undefined;
}

/** A page gives up after so many looks that found too little, and says where to go on: nobody's request costs more. */
const LOOKS = 10;
const LOOK_SIZE = 50;

/** So many of the caller's launches that are not inactive, the last used ones, can be put in another order. */
const SORTED_LAUNCHES = 1_000;

/** The caller's launches that are not inactive, the last used first, all as they were at one moment. */
type Live = () => Promise<readonly UsersLaunch[]>;

const notInactive = shownStatuses.filter((status) => status !== 'inactive');

interface Look {
  readonly after: readonly string[] | undefined;
  readonly limit: number;
  readonly live: Live;
}

const isAfter = ({ lastUsedAt, launchId }: UsersLaunch, [at = '', id = '']: readonly string[]): boolean =>
  lastUsedAt < at || (lastUsedAt === at && launchId > id);

type Part<Of extends ListPart['of']> = Extract<ListPart, { of: Of }>;

/** Pages of a project's sessions in any order and for any status, each by an index and never by looking at all of them. */
@Injectable()
export class SessionList {
  constructor(
    private readonly queries: SessionQueries,
    @Optional() @Inject(LAUNCH_STATUSES) private readonly launches: LaunchStatuses | undefined,
  ) {}

  async page(wanted: SessionsWanted): Promise<SessionsPage> {
    const parts = listParts(wanted.sort, wanted.status);
    const sessions: Session[] = [];
    const live = this.liveOnceOf(wanted);
    let { part: at, after } = wanted.from ?? { part: 0, after: undefined };
    // mostly all that is looked at belongs to the page: only where it did not, more is looked at
    let limit = wanted.limit;
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const part = parts[at];
      if (part === undefined) return { sessions };
      const looked = await this.look(part, wanted, { after, limit, live });
      for (const { session, after: reached } of looked) {
        after = reached;
        if (session !== undefined) sessions.push(session);
        if (sessions.length === wanted.limit) return { sessions, end: { part: at, after } };
      }
      if (looked.length < limit) [at, after, limit] = [at + 1, undefined, wanted.limit];
      else limit = Math.max(wanted.limit, LOOK_SIZE);
    }
    return { sessions, end: { part: at, after } };
  }

  private look(part: ListPart, wanted: SessionsWanted, look: Look): Promise<readonly Looked[]> {
    switch (part.of) {
      case 'launched':
        return this.launched(part, wanted, look);
      case 'with-status':
        return this.withStatus(part, wanted, look);
      case 'project':
        return this.ofProject(part, wanted, look);
    }
  }

  private async launched({ status }: Part<'launched'>, wanted: SessionsWanted, look: Look): Promise<readonly Looked[]> {
    const { projectId, query } = wanted;
    const launches = await this.lastUsedOf(status, wanted, look);
    if (launches.length === 0) return [];
    const sessionIds = launches.map(({ sessionId }) => sessionId);
    const found = await this.queries.search({ projectIds: [projectId], query, sessionIds });
    const byId = new Map(found.map((session) => [session.sessionId, session]));
    return launches.map(({ lastUsedAt, launchId, sessionId }) => ({
      after: [lastUsedAt, launchId],
      session: byId.get(sessionId),
    }));
  }

  private async withStatus(
    { status, order }: Part<'with-status'>,
    wanted: SessionsWanted,
    { after, limit, live }: Look,
  ): Promise<readonly Looked[]> {
    const { projectId, query } = wanted;
    const launches = (await live()).filter((launch) => launch.status === status);
    const sessionIds = launches.map(({ sessionId }) => sessionId);
    const found = await this.queries.page({ projectIds: [projectId], query, sessionIds }, { order, after, limit });
    return found.map((session) => ({ after: standing(order, session), session }));
  }

  private async ofProject(
    { order, without }: Part<'project'>,
    wanted: SessionsWanted,
    { after, limit, live }: Look,
  ): Promise<readonly Looked[]> {
    const { projectId, query } = wanted;
    const found = await this.queries.page({ projectIds: [projectId], query }, { order, after, limit });
    const leftOut =
      without === 'live'
        ? new Set((await live()).map(({ sessionId }) => sessionId))
        : await this.launchedAmong(without === undefined ? [] : found, wanted);
    return found.map((session) => ({
      after: standing(order, session),
      session: leftOut.has(session.sessionId) ? undefined : session,
    }));
  }

  /** Those of them that the caller has launched. */
  private async launchedAmong(
    found: readonly Session[],
    { userId, projectId }: SessionsWanted,
  ): Promise<ReadonlySet<string>> {
    if (found.length === 0) return new Set();
    const launches = (await this.launches?.ofUser(userId, projectId, environmentsOf(found))) ?? new Map();
    return new Set([...launches.values()].map(({ sessionId }: UsersLaunch) => sessionId));
  }

  /** Asked for one status after the other, a launch that moves on meanwhile would be in none, and its session in no part. */
  private liveOnceOf(wanted: SessionsWanted): Live {
    let read: Promise<readonly UsersLaunch[]> | undefined;
    return () => (read ??= this.lastUsed(wanted, { status: notInactive, limit: SORTED_LAUNCHES }));
  }

  private async lastUsedOf(
    status: ShownStatus | undefined,
    wanted: SessionsWanted,
    { after, limit, live }: Look,
  ): Promise<readonly UsersLaunch[]> {
    if (status === undefined || status === 'inactive') return this.lastUsed(wanted, { status, after, limit });
    const launches = (await live()).filter((launch) => launch.status === status);
    return launches.filter((launch) => after === undefined || isAfter(launch, after)).slice(0, limit);
  }

  private async lastUsed({ userId, projectId }: SessionsWanted, page: LaunchesPage): Promise<readonly UsersLaunch[]> {
    return (await this.launches?.lastUsed(userId, projectId, page)) ?? [];
  }
}

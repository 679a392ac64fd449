import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Session } from '../session.js';
import {
  LAUNCH_STATUSES,
  type LaunchesPage,
  type LaunchStatuses,
  type ShownStatus,
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

interface Look {
  readonly after: readonly string[] | undefined;
  readonly limit: number;
}

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
    let { part: at, after } = wanted.from ?? { part: 0, after: undefined };
    // mostly all that is looked at belongs to the page: only where it did not, more is looked at
    let limit = wanted.limit;
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const part = parts[at];
      if (part === undefined) return { sessions };
      const looked = await this.look(part, wanted, { after, limit });
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
    const launches = await this.lastUsed(wanted, { status, ...look });
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
    look: Look,
  ): Promise<readonly Looked[]> {
    const { projectId, query } = wanted;
    const launches = await this.lastUsed(wanted, { status, limit: SORTED_LAUNCHES });
    const sessionIds = launches.map(({ sessionId }) => sessionId);
    const found = await this.queries.page({ projectIds: [projectId], query, sessionIds }, { order, ...look });
    return found.map((session) => ({ after: standing(order, session), session }));
  }

  private async ofProject(
    { order, without }: Part<'project'>,
    wanted: SessionsWanted,
    look: Look,
  ): Promise<readonly Looked[]> {
    const { projectId, query, userId } = wanted;
    const found = await this.queries.page({ projectIds: [projectId], query }, { order, ...look });
    const launches =
      without === undefined ? undefined : await this.launches?.ofUser(userId, projectId, environmentsOf(found));
    const isLeftOut = (session: Session): boolean => {
      const launch = launches?.get(session.environment.environmentId);
      return launch?.sessionId === session.sessionId && (without === 'launched' || launch.status !== 'inactive');
    };
    return found.map((session) => ({
      after: standing(order, session),
      session: isLeftOut(session) ? undefined : session,
    }));
  }

  private async lastUsed({ userId, projectId }: SessionsWanted, page: LaunchesPage): Promise<readonly UsersLaunch[]> {
    return (await this.launches?.lastUsed(userId, projectId, page)) ?? [];
  }
}

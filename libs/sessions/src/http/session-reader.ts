import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { PastProjects } from '#libs/projects';
import { ProblemError } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { pastPage } from '../read/past-page.js';
import { SessionQueries } from '../read/session.queries.js';
import { SessionList } from '../read/session-list.js';
import { standing } from '../read/session-order.js';
import { sessionOf } from '../sessions.js';
import { sessionsProblems } from '../sessions.rejections.js';
import type { SessionView } from './session.dto.js';
import { encodePlace, placeOf } from './session-cursor.js';
import { SessionViews } from './session-views.js';
import { type SessionsQuery, sortOf } from './sessions-query.dto.js';

interface Shown {
  readonly views: SessionView[];
  /** Cursor of the next page. */
  readonly next: string | undefined;
}

/** Reads a project's sessions for a caller who may see them: now, or as they were at a moment of the past. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly authorizer: QueryAuthorizer,
    private readonly queries: SessionQueries,
    private readonly sessions: SessionList,
    private readonly pastProjects: PastProjects,
    private readonly views: SessionViews,
  ) {}

  /** Throws the problems `project-not-found`, `invalid-cursor` and, of `at`, `invalid-at`. */
  async list(caller: Principal, projectId: string, query: SessionsQuery): Promise<Shown> {
    if (query.at !== undefined) return this.listPast(caller, projectId, query, query.at);
    await this.authorizer.allow(caller, 'read-project', projectId);
    const { userId } = caller;
    const wanted = { ...query, projectId, userId, sort: sortOf(query), from: placeOf(query) };
    const [{ sessions, end }, summary] = await Promise.all([
      this.sessions.page(wanted),
      this.queries.summary(projectId),
    ]);
    const views = await this.views.today(sessions, summary, projectId, caller);
    return { views, next: end && encodePlace(query, end) };
  }

  /**
   * The session and its revision, which of a past one is nobody's to change. Throws the problems `project-not-found`,
   * `session-not-found` and, of `at`, `invalid-at`.
   */
  async one(
    caller: Principal,
    { projectId, sessionId }: { readonly projectId: string; readonly sessionId: string },
    at: string | undefined,
  ): Promise<{ readonly view: SessionView; readonly revision?: number }> {
    if (at !== undefined) return { view: await this.past(caller, projectId, sessionId, at) };
    await this.authorizer.allow(caller, 'read-project', projectId);
    const [found, summary] = await Promise.all([
      this.queries.session(projectId, sessionId),
      this.queries.summary(projectId),
    ]);
    const [view] = found ? await this.views.today([found], summary, projectId, caller) : [];
    if (found === undefined || view === undefined) throw new ProblemError(sessionsProblems['session-not-found']);
    return { view, revision: found.revision };
  }

  private async listPast(caller: Principal, projectId: string, query: SessionsQuery, at: string): Promise<Shown> {
    const { asOf } = await this.pastProjects.project(caller, projectId, at);
    const past = await this.queries.past(projectId, asOf);
    const order = sortOf(query) === 'name' ? 'name' : 'added';
    const found = pastPage(past, { ...query, order, after: placeOf(query)?.after });
    const last = found.length === query.limit ? found.at(-1) : undefined;
    const next = last && encodePlace(query, { part: 0, after: standing(order, last) });
    return { views: this.views.past(found, past), next };
  }

  private async past(caller: Principal, projectId: string, sessionId: string, at: string): Promise<SessionView> {
    const { asOf } = await this.pastProjects.project(caller, projectId, at);
    const past = await this.queries.past(projectId, asOf);
    const found = sessionOf(past, sessionId);
    const [view] = found ? this.views.past([found], past) : [];
    if (view === undefined) throw new ProblemError(sessionsProblems['session-not-found']);
    return view;
  }
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { PastProjects } from '#libs/projects';
import { ProblemError } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { SessionQueries } from '../read/session.queries.js';
import { everySession, sessionOf } from '../sessions.js';
import type { SessionView } from './session.dto.js';
import { SessionViews } from './session-views.js';

/** Reads a project's sessions for a caller who may see them: now, or as they were at a moment of the past. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly authorizer: QueryAuthorizer,
    private readonly queries: SessionQueries,
    private readonly pastProjects: PastProjects,
    private readonly views: SessionViews,
  ) {}

  /** Throws the problems `project-not-found` and, of `at`, `invalid-at`. */
  async list(caller: Principal, projectId: string, at: string | undefined): Promise<SessionView[]> {
    if (at !== undefined) {
      const { asOf } = await this.pastProjects.project(caller, projectId, at);
      const past = await this.queries.past(projectId, asOf);
      return this.views.past([...everySession(past)], past);
    }
    await this.authorizer.allow(caller, 'read-project', projectId);
    const [found, summary] = await Promise.all([this.queries.ofProject(projectId), this.queries.summary(projectId)]);
    return this.views.today(found, summary, projectId, caller);
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
    if (found === undefined || view === undefined) throw new ProblemError('session-not-found');
    return { view, revision: found.revision };
  }

  private async past(caller: Principal, projectId: string, sessionId: string, at: string): Promise<SessionView> {
    const { asOf } = await this.pastProjects.project(caller, projectId, at);
    const past = await this.queries.past(projectId, asOf);
    const found = sessionOf(past, sessionId);
    const [view] = found ? this.views.past([found], past) : [];
    if (view === undefined) throw new ProblemError('session-not-found');
    return view;
  }
}

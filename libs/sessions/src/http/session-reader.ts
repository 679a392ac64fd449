import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { PastProjects } from '#libs/projects';
import { QueryAuthorizer } from '#libs/slice';
import { SessionQueries } from '../read/session.queries.js';
import type { Session, Sessions } from '../sessions.js';
import type { SessionView } from './session.dto.js';
import { SessionViews } from './session-views.js';

interface Shown {
  readonly sessions: readonly Session[];
  readonly views: SessionView[];
}

/** Reads a project's sessions for a caller who may see them: now, or as they were at a moment of the past. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly authorizer: QueryAuthorizer,
    private readonly queries: SessionQueries,
    private readonly pastProjects: PastProjects,
    private readonly views: SessionViews,
  ) {}

  /** Those that `shows` picks. Throws the problems `project-not-found` and, of `at`, `invalid-at`. */
  async read(
    caller: Principal,
    projectId: string,
    at: string | undefined,
    shows: (session: Session) => boolean = () => true,
  ): Promise<Shown> {
    if (at !== undefined) return this.past(caller, projectId, at, shows);
    await this.authorizer.allow(caller, 'read-project', projectId);
    const all = await this.queries.ofProject(projectId);
    const sessions = all.sessions.filter(shows);
    return { sessions, views: await this.views.today(sessions, all, projectId, caller) };
  }

  private async past(
    caller: Principal,
    projectId: string,
    at: string,
    shows: (session: Session) => boolean,
  ): Promise<Shown> {
    const { asOf } = await this.pastProjects.project(caller, projectId, at);
    const all: Sessions = await this.queries.past(projectId, asOf);
    const sessions = all.sessions.filter(shows);
    return { sessions, views: this.views.past(sessions, all) };
  }
}

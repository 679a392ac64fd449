import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { ProblemError } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import type { Project } from '../project.js';
import { PastProjects } from '../read/past-projects.js';
import { ProjectQueries } from '../read/project.queries.js';

/** Reads a project for a caller who may see it: now, or as it was at a moment of the past. */
@Injectable()
export class ProjectReader {
  constructor(
    private readonly authorizer: QueryAuthorizer,
    private readonly queries: ProjectQueries,
    private readonly past: PastProjects,
  ) {}

  /** Throws the problems `project-not-found` and, of `at`, `invalid-at`. */
  async read(caller: Principal, projectId: string, at: string | undefined): Promise<Project> {
    if (at !== undefined) return (await this.past.project(caller, projectId, at)).project;
    await this.authorizer.allow(caller, 'read-project', projectId);
    const project = await this.queries.project(projectId);
    if (project === undefined) throw new ProblemError('project-not-found');
    return project;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { ProjectAccess, ProjectAccessLookup } from '#libs/access';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { Project } from '../project.js';
import { projectAccess } from '../project-access.js';
import { projects } from './projects.projection.js';

/** What queries are judged by: a moment behind the log. */
@Injectable()
export class ProjectAccessFromReadModel implements ProjectAccessLookup {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  async of(projectId: string): Promise<ProjectAccess | undefined> {
    return projectAccess(await this.readModels.documents<Project>(projects).get(projectId));
  }
}

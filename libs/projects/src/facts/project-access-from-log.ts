import type { ProjectAccess, ProjectAccessLookup } from '#libs/access';
import type { StreamReader } from '#libs/event-sourcing';
import { project, projectStream } from '../project.js';
import { projectAccess } from '../project-access.js';

/** As the project's stream says: what commands are judged by. */
export class ProjectAccessFromLog implements ProjectAccessLookup {
  constructor(private readonly streams: StreamReader) {}

  async of(projectId: string): Promise<ProjectAccess | undefined> {
    return projectAccess((await this.streams.of(projectStream(projectId), project)).state);
  }
}

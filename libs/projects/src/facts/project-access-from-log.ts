import { Inject, Injectable } from '@nestjs/common';
import type { ProjectAccess, ProjectAccessLookup } from '#libs/access';
import { type EventStore, readState } from '#libs/event-sourcing';
import { EVENT_STORE } from '#libs/slice';
import { project, projectStream } from '../project.js';
import { projectAccess } from '../project-access.js';

/** Folds the project's stream: what commands are judged by. */
@Injectable()
export class ProjectAccessFromLog implements ProjectAccessLookup {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async of(projectId: string): Promise<ProjectAccess | undefined> {
    const { state } = await readState(this.store, projectStream(projectId), project);
    return projectAccess(state);
  }
}

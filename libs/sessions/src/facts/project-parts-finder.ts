import { Inject, Injectable } from '@nestjs/common';
import { type EventStore, readState } from '#libs/event-sourcing';
import { project, projectStream } from '#libs/projects';
import { EVENT_STORE, type FactFinder } from '#libs/slice';
import type { ProjectParts } from '../write/refuse-unknown-parts.js';

/** Folds the project's stream: what is connected to it as the log says now. */
@Injectable()
export class ProjectPartsFinder implements FactFinder<{ readonly projectId: string }, ProjectParts> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async find({ projectId }: { readonly projectId: string }): Promise<ProjectParts> {
    const { state } = await readState(this.store, projectStream(projectId), project);
    return {
      projectRepositoryIds: state?.repositories.map(({ repositoryId }) => repositoryId) ?? [],
      projectStorageIds: state?.storages.map(({ storageId }) => storageId) ?? [],
    };
  }
}

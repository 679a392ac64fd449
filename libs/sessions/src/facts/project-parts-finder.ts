import { Injectable } from '@nestjs/common';
import type { CommandContext, StreamReader } from '#libs/event-sourcing';
import { project, projectStream } from '#libs/projects';
import type { FactFinder } from '#libs/slice';
import type { ProjectParts } from '../write/refuse-unknown-parts.js';

/** What is connected to the project as the log says now. */
@Injectable()
export class ProjectPartsFinder implements FactFinder<{ readonly projectId: string }, ProjectParts> {
  async find(
    { projectId }: { readonly projectId: string },
    _: CommandContext,
    streams: StreamReader,
  ): Promise<ProjectParts> {
    const { state } = await streams.of(projectStream(projectId), project);
    return {
      projectRepositoryIds: state?.repositories.map(({ repositoryId }) => repositoryId) ?? [],
      projectStorageIds: state?.storages.map(({ storageId }) => storageId) ?? [],
    };
  }
}

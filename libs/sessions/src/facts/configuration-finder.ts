import { Injectable } from '@nestjs/common';
import type { CommandContext, StreamReader } from '#libs/event-sourcing';
import { project, projectStream } from '#libs/projects';
import { ResourceClassQueries } from '#libs/resources';
import type { FactFinder } from '#libs/slice';
import type { ConfigurationFacts } from '../write/configuration-facts.js';

/** What is connected to the project as the log says now, and how large sessions can be: a launch asks again, so a moment ago is enough. */
@Injectable()
export class ConfigurationFinder implements FactFinder<{ readonly projectId: string }, ConfigurationFacts> {
  constructor(private readonly resources: ResourceClassQueries) {}

  async find(
    { projectId }: { readonly projectId: string },
    _: CommandContext,
    streams: StreamReader,
  ): Promise<ConfigurationFacts> {
    const [{ state }, resourceClasses] = await Promise.all([
      streams.of(projectStream(projectId), project),
      this.resources.offered(),
    ]);
    return {
      projectRepositoryIds: state?.repositories.map(({ repositoryId }) => repositoryId) ?? [],
      resourceClasses,
      projectStorageIds: state?.storages.map(({ storageId }) => storageId) ?? [],
    };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type CatalogueEnvironmentState, environmentStream, environments } from '#libs/environments';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import { type CheckedImage, checkImage, ImageInspector } from '#libs/image-registry';
import { project, projectStream } from '#libs/projects';
import type { FactFinder } from '#libs/slice';
import type { AddEnvironment } from '../write/add-environment.js';
import type { EnvironmentFacts, RepositoryFacts } from '../write/requested-environment.js';
import { builtImageOf } from './built-image-of.js';
import { ConfigurationFinder } from './configuration-finder.js';

/** What adding an environment needs to know: the catalogue's entry as the log says now, the image as its registry does, the project's parts. */
@Injectable()
export class EnvironmentFinder implements FactFinder<DataOf<AddEnvironment>, EnvironmentFacts> {
  constructor(
    private readonly parts: ConfigurationFinder,
    @Inject(ImageInspector) private readonly images: ImageInspector,
  ) {}

  async find(data: DataOf<AddEnvironment>, context: CommandContext, streams: StreamReader): Promise<EnvironmentFacts> {
    const [parts, catalogueEnvironment, checkedImage, repository] = await Promise.all([
      this.parts.find(data, context, streams),
      this.entry(data, streams),
      this.image(data),
      this.repository(data, streams),
    ]);
    return { ...parts, catalogueEnvironment, checkedImage, repository };
  }

  private async entry(
    { environment }: DataOf<AddEnvironment>,
    streams: StreamReader,
  ): Promise<CatalogueEnvironmentState> {
    if (environment.source !== 'catalogue') return undefined;
    return (await streams.of(environmentStream(environment.environmentId), environments)).state;
  }

  private async image({ environment }: DataOf<AddEnvironment>): Promise<CheckedImage | undefined> {
    return environment.source === 'image' ? checkImage(this.images, environment.image) : undefined;
  }

  /** As the log says: whoever asks has looked at the repository before. */
  private async repository(
    { projectId, environment }: DataOf<AddEnvironment>,
    streams: StreamReader,
  ): Promise<RepositoryFacts | undefined> {
    if (environment.source !== 'repository') return undefined;
    const [{ state: found }, built] = await Promise.all([
      streams.of(projectStream(projectId), project),
      builtImageOf(environment, streams),
    ]);
    const connected = found?.repositories.find(({ repositoryId }) => repositoryId === environment.repositoryId);
    return connected && { name: connected.name, builtImage: built?.image };
  }
}

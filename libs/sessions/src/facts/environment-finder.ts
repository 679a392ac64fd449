import { Inject, Injectable } from '@nestjs/common';
import { type CatalogueEnvironmentState, environmentStream, environments } from '#libs/environments';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import { type CheckedImage, checkImage, ImageInspector } from '#libs/image-registry';
import type { FactFinder } from '#libs/slice';
import type { AddEnvironment } from '../write/add-environment.js';
import type { EnvironmentFacts } from '../write/requested-environment.js';
import { ProjectPartsFinder } from './project-parts-finder.js';

/** What adding an environment needs to know: the catalogue's entry as the log says now, the image as its registry does, the project's parts. */
@Injectable()
export class EnvironmentFinder implements FactFinder<DataOf<AddEnvironment>, EnvironmentFacts> {
  constructor(
    private readonly parts: ProjectPartsFinder,
    @Inject(ImageInspector) private readonly images: ImageInspector,
  ) {}

  async find(data: DataOf<AddEnvironment>, context: CommandContext, streams: StreamReader): Promise<EnvironmentFacts> {
    const [parts, catalogueEnvironment, checkedImage] = await Promise.all([
      this.parts.find(data, context, streams),
      this.entry(data, streams),
      this.image(data),
    ]);
    return { ...parts, catalogueEnvironment, checkedImage };
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
}

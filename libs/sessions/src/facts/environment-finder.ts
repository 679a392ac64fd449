import { Injectable } from '@nestjs/common';
import { type CatalogueEnvironmentState, environmentStream, environments } from '#libs/environments';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import type { FactFinder } from '#libs/slice';
import type { AddEnvironment } from '../write/add-environment.js';
import type { EnvironmentFacts } from '../write/requested-environment.js';
import { ProjectPartsFinder } from './project-parts-finder.js';

/** What adding an environment needs to know: the catalogue's entry as the log says now, and the project's parts. */
@Injectable()
export class EnvironmentFinder implements FactFinder<DataOf<AddEnvironment>, EnvironmentFacts> {
  constructor(private readonly parts: ProjectPartsFinder) {}

  async find(data: DataOf<AddEnvironment>, context: CommandContext, streams: StreamReader): Promise<EnvironmentFacts> {
    const [parts, catalogueEnvironment] = await Promise.all([
      this.parts.find(data, context, streams),
      this.entry(data, streams),
    ]);
    return { ...parts, catalogueEnvironment };
  }

  private async entry(
    { environment }: DataOf<AddEnvironment>,
    streams: StreamReader,
  ): Promise<CatalogueEnvironmentState> {
    if (environment.source !== 'catalogue') return undefined;
    return (await streams.of(environmentStream(environment.environmentId), environments)).state;
  }
}

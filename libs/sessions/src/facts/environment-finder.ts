import { Inject, Injectable } from '@nestjs/common';
import { type CatalogueEnvironmentState, environmentStream, environments } from '#libs/environments';
import { type DataOf, type EventStore, readState } from '#libs/event-sourcing';
import { EVENT_STORE, type FactFinder } from '#libs/slice';
import type { AddEnvironment } from '../write/add-environment.js';
import type { EnvironmentFacts } from '../write/requested-environment.js';
import { ProjectPartsFinder } from './project-parts-finder.js';

/** What adding an environment needs to know: the catalogue's entry as the log says now, and the project's parts. */
@Injectable()
export class EnvironmentFinder implements FactFinder<DataOf<AddEnvironment>, EnvironmentFacts> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly parts: ProjectPartsFinder,
  ) {}

  async find(data: DataOf<AddEnvironment>): Promise<EnvironmentFacts> {
    return { ...(await this.parts.find(data)), catalogueEnvironment: await this.entry(data) };
  }

  private async entry({ environment }: DataOf<AddEnvironment>): Promise<CatalogueEnvironmentState> {
    if (environment.source !== 'catalogue') return undefined;
    return (await readState(this.store, environmentStream(environment.environmentId), environments)).state;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type EventStore, NotYetError, type ReadModels } from '#libs/event-sourcing';
import { ProjectQueries } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';
import { EVENT_STORE } from '#libs/slice';

const PATIENCE_MS = 5000;

/** Which projects a person owns. */
@Injectable()
export class OwnedProjects {
  constructor(
    private readonly projects: ProjectQueries,
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
  ) {}

  /** Their ids, by all that has happened. Throws NotYetError and ReadModelRebuildingError while that cannot be told. */
  async of(userId: string): Promise<readonly string[]> {
    const head = await this.log.head();
    if (!(await this.readModels.waitFor(head, PATIENCE_MS)))
      throw new NotYetError(`the read models have not come to position ${head}`);
    return (await this.projects.ofOwner(userId)).map(({ projectId }) => projectId);
  }
}

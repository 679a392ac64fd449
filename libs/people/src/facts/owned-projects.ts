import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { ProjectQueries } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';

const PATIENCE_MS = 5000;

/** Which projects a person owns. */
@Injectable()
export class OwnedProjects {
  constructor(
    private readonly projects: ProjectQueries,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
  ) {}

  /** Their ids, by all that happened up to this position of the log. Throws where that cannot be told yet: ask again. */
  async of(userId: string, upTo: bigint): Promise<readonly string[]> {
    if (!(await this.readModels.waitFor(upTo, PATIENCE_MS)))
      throw new Error(`the read models have not come to position ${upTo} yet`);
    return (await this.projects.ofOwner(userId)).map(({ projectId }) => projectId);
  }
}

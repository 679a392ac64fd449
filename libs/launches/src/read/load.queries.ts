import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { ResourceClassQueries } from '#libs/resources';
import { READ_MODELS } from '#libs/rest';
import type { Launch } from '../launch.js';
import { liveStatuses } from '../launch-states.js';
import { launchDocuments } from './launch.projection.js';
import { type Load, loadFields, loadOf } from './load-of.js';

/** How much runs, without whose: no launch is read for it, the database counts them. */
@Injectable()
export class LoadQueries {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    private readonly classes: ResourceClassQueries,
  ) {}

  async now(): Promise<Load> {
    const launches = this.readModels.documents<Launch>(launchDocuments);
    const [counted, offered] = await Promise.all([
      launches.countBy({ status: { $in: liveStatuses } }, loadFields),
      this.classes.offered(),
    ]);
    return loadOf(counted, offered);
  }
}

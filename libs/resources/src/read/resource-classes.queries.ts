import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { OfferedClass } from '../resource-classes.js';
import { resourceClassDocuments } from './resource-classes.projection.js';

/** More than any platform offers. */
const MOST = 1_000;

@Injectable()
export class ResourceClassQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  /** Those that are offered, by name. */
  async offered(): Promise<readonly OfferedClass[]> {
    return this.readModels
      .documents<OfferedClass>(resourceClassDocuments)
      .find({}, { sort: { name: 1, resourceClassId: 1 }, limit: MOST });
  }

  async offeredAs(resourceClassId: string): Promise<OfferedClass | undefined> {
    return this.readModels.documents<OfferedClass>(resourceClassDocuments).get(resourceClassId);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Projected, ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { CatalogueEnvironment } from '../environments.js';
import { catalogue } from './catalogue.projection.js';

export interface CatalogueSearch {
  readonly keyword?: string | undefined;
  /** Those that were archived, instead of those that are offered. */
  readonly archived: boolean;
  readonly limit: number;
  /** Name and id of the last one of the page before. */
  readonly after?: readonly string[] | undefined;
}

const beyond = ([name, environmentId]: readonly string[]) => ({
  $or: [{ name: { $gt: name } }, { name, environmentId: { $gt: environmentId } }],
});

@Injectable()
export class CatalogueQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  async environment(environmentId: string): Promise<Projected<CatalogueEnvironment> | undefined> {
    return this.readModels.documents<CatalogueEnvironment>(catalogue).get(environmentId);
  }

  /** By id; archived ones too, unknown ones are missing. */
  async environments(environmentIds: readonly string[]): Promise<ReadonlyMap<string, CatalogueEnvironment>> {
    const found = await Promise.all(environmentIds.map((environmentId) => this.environment(environmentId)));
    return new Map(found.flatMap((environment) => (environment ? [[environment.environmentId, environment]] : [])));
  }

  /** By name. */
  async search({ keyword, archived, limit, after }: CatalogueSearch): Promise<Projected<CatalogueEnvironment>[]> {
    const filter = {
      archived,
      ...(keyword === undefined ? {} : { keywords: keyword }),
      ...(after === undefined ? {} : beyond(after)),
    };
    return this.readModels
      .documents<CatalogueEnvironment>(catalogue)
      .find(filter, { sort: { name: 1, environmentId: 1 }, limit });
  }
}

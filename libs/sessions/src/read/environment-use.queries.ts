import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import { type EnvironmentUse, environmentUse } from './environment-use.projection.js';

/** How much the catalogue is used, without by whom or where. */
@Injectable()
export class EnvironmentUseQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  /** Sessions of each environment that any has. Most projects have the same few: the database counts those as one. */
  async sessions(): Promise<ReadonlyMap<string, number>> {
    const alike = await this.readModels.documents<EnvironmentUse>(environmentUse).countBy({}, ['environmentIds']);
    const sessions = new Map<string, number>();
    for (const { values, count } of alike)
      for (const environmentId of values[0] as EnvironmentUse['environmentIds'])
        sessions.set(environmentId, (sessions.get(environmentId) ?? 0) + count);
    return sessions;
  }
}

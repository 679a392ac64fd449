import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { Launch } from '../launch.js';
import { launchDocuments } from './launch.projection.js';
import { pagesUntil } from './pages-until.js';

const ANNOUNCED = 1_000;

/** Everybody's sessions that run: for pausing those that have reached a limit. */
@Injectable()
export class RunningLaunchesQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  /** Those whose pause is announced, the next ones first, as many as are looked at in one go. */
  async *announced(): AsyncGenerator<readonly Launch[], void> {
    yield await this.readModels
      .documents<Launch>(launchDocuments)
      .find(
        { status: 'running', 'announced.pausesAt': { $gt: '' } },
        { sort: { 'announced.pausesAt': 1, launchId: 1 }, limit: ANNOUNCED },
      );
  }

  /** Those that were running at that time already, page by page, the longest running first. */
  runningSince(until: Date): AsyncGenerator<readonly Launch[], void> {
    const documents = this.readModels.documents<Launch>(launchDocuments);
    return pagesUntil(documents, { filter: { status: 'running' }, by: 'since', until });
  }
}

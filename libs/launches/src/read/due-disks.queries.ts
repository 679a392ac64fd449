import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import { type DueDisk, disksDueSoon, noticeMs } from '../disks-due-soon.js';
import type { Launch } from '../launch.js';
import { LAUNCH_LIMITS, type LaunchLimits } from '../launch-limits.js';
import { launchDocuments } from './launch.projection.js';
import { pagesUntil } from './pages-until.js';

/** Everybody's disks that are deleted soon: for telling them, each of their own. */
@Injectable()
export class DueDisksQueries {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    @Inject(LAUNCH_LIMITS) private readonly limits: LaunchLimits,
  ) {}

  /** How long before. */
  get noticeMs(): number {
    return noticeMs(this.limits);
  }

  /** Page by page, those first that have been kept for the longest time. */
  async *soon(now: Date): AsyncGenerator<readonly DueDisk[], void> {
    const until = new Date(now.getTime() - this.limits.retentionMs + this.noticeMs);
    const documents = this.readModels.documents<Launch>(launchDocuments);
    for await (const page of pagesUntil(documents, { filter: {}, by: 'diskKeptSince', until }))
      yield page.flatMap((launch) => disksDueSoon(launch, this.limits, now));
  }
}

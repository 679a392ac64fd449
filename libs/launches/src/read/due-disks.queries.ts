import { Inject, Injectable } from '@nestjs/common';
import type { Filter, ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import { type DueDisk, disksDueSoon, noticeMs } from '../disks-due-soon.js';
import type { Launch } from '../launch.js';
import { LAUNCH_LIMITS, type LaunchLimits } from '../launch-limits.js';
import { launchDocuments } from './launch.projection.js';

const PAGE = 500;

/** The first condition is implied by the second: it is what the index can begin at. */
const behind = ({ diskKeptSince, launchId }: Launch): Filter => ({
  $or: [{ diskKeptSince: { $gt: diskKeptSince } }, { diskKeptSince, launchId: { $gt: launchId } }],
});

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
    const until = new Date(now.getTime() - this.limits.retentionMs + this.noticeMs).toISOString();
    const documents = this.readModels.documents<Launch>(launchDocuments);
    let last: Launch | undefined;
    for (let page: readonly Launch[] | undefined; page === undefined || page.length === PAGE; last = page.at(-1)) {
      const times = { $lte: until, $gte: last?.diskKeptSince ?? '' };
      page = await documents.find(
        { diskKeptSince: times, ...(last === undefined ? {} : behind(last)) },
        { sort: { diskKeptSince: 1, launchId: 1 }, limit: PAGE },
      );
      yield page.flatMap((launch) => disksDueSoon(launch, this.limits, now));
    }
  }
}

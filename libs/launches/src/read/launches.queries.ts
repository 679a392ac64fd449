import { Inject, Injectable } from '@nestjs/common';
import type { Documents, ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { ShownStatus } from '#libs/sessions';
import type { Launch } from '../launch.js';
import { liveStatuses } from '../launch-states.js';
import { aheadInClass, type ClassQueue } from './class-queue.js';
import { launchDocuments } from './launch.projection.js';

export interface LaunchSearch {
  readonly userId: string;
  readonly projectId?: string | undefined;
  readonly status?: ShownStatus | readonly ShownStatus[] | undefined;
  readonly limit: number;
  /** Time of the run's request and id of the last one of the page before. */
  readonly after?: readonly string[] | undefined;
}

/** The first condition is implied by the second: it is what an index can begin at, however far down the page is. */
const beyond = ([runAskedAt, launchId]: readonly string[]) => ({
  runAskedAt: { $lte: runAskedAt },
  $or: [{ runAskedAt: { $lt: runAskedAt } }, { runAskedAt, launchId: { $gt: launchId } }],
});

/** A user's own launches: there is no way to ask for another's. */
@Injectable()
export class LaunchQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  async own(launchId: string, userId: string): Promise<Launch | undefined> {
    const launch = await this.documents().get(launchId);
    return launch?.userId === userId ? launch : undefined;
  }

  /** The last launched first. */
  async search({ userId, projectId, status, limit, after }: LaunchSearch): Promise<readonly Launch[]> {
    const filter = {
      userId,
      ...(projectId === undefined ? {} : { projectId }),
      ...(status === undefined ? {} : { shown: typeof status === 'string' ? status : { $in: status } }),
      ...(after === undefined ? {} : beyond(after)),
    };
    return this.documents().find(filter, { sort: { runAskedAt: -1, launchId: 1 }, limit });
  }

  /** Those that have or want a run. */
  async live(userId: string): Promise<readonly Launch[]> {
    return this.documents().find({ userId, status: { $in: liveStatuses } });
  }

  aheadInClass(turn: ClassQueue): Promise<number> {
    return aheadInClass(this.documents(), turn);
  }

  private documents(): Documents<Launch> {
    return this.readModels.documents<Launch>(launchDocuments);
  }
}

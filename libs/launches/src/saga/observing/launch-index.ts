import type { Documents, Filter, ReadModels } from '#libs/event-sourcing';
import type { ResourceClass } from '#libs/resource-classes';
import { resourceClassDocuments } from '#libs/resources';
import type { Launch, LaunchStatus } from '../../launch.js';
import type { DueCondition } from '../../launch-limits.js';
import { liveStatuses, statusesWithRun } from '../../launch-states.js';
import { aheadInClass, type ClassQueue } from '../../read/class-queue.js';
import { launchDocuments } from '../../read/launch.projection.js';

/** So many documents are asked for at once. */
const PAGE = 500;

const occupying: readonly LaunchStatus[] = [...liveStatuses, 'paused', 'failed'];

/** A launch that was past its deadline at a time. */
export interface Due {
  readonly launchId: string;
  readonly at: string;
}

type Queued = Pick<Launch, 'launchId' | 'userId' | 'runAskedAt'>;

/** The first condition is implied by the second: it is what an index can begin at, however far down the page is. */
const askedAfter = ({ runAskedAt, launchId }: Queued): Filter => ({
  runAskedAt: { $gte: runAskedAt },
  $or: [{ runAskedAt: { $gt: runAskedAt } }, { runAskedAt, launchId: { $gt: launchId } }],
});

/** Which launches to look at, as the read models say: never a reason to do anything. What it costs follows from what it finds. */
export class LaunchIndex {
  constructor(private readonly readModels: ReadModels) {}

  /** Those that have or want a run, page by page. */
  live(): AsyncGenerator<readonly Launch[], void> {
    return this.pages({}, liveStatuses);
  }

  /** Those in a project that hold their place, also while they rest, page by page. */
  occupyingIn(projectId: string): AsyncGenerator<readonly Launch[], void> {
    return this.pages({ projectId }, occupying);
  }

  /** All that a user ever launched, page by page. */
  async *of(userId: string): AsyncGenerator<readonly Launch[], void> {
    for (const status of [...occupying, 'inactive'] as const) {
      let last: Queued | undefined;
      for (let page: readonly Launch[] | undefined; page === undefined || page.length === PAGE; last = page.at(-1)) {
        page = await this.documents().find(
          { userId, status, ...(last === undefined ? {} : askedAfter(last)) },
          { sort: { runAskedAt: 1, launchId: 1 }, limit: PAGE },
        );
        if (page.length > 0) yield page;
      }
    }
  }

  /** How many of a user's launches come before this one, counted no further than to `enough`. Two questions: each launch asks them. */
  async ahead({ userId, runAskedAt, launchId }: Queued, enough: number): Promise<number> {
    const count = async (filter: Filter, limit: number): Promise<number> =>
      limit > 0 ? (await this.documents().find({ userId, ...filter }, { limit })).length : 0;
    const askedBefore = {
      runAskedAt: { $lte: runAskedAt },
      $or: [{ runAskedAt: { $lt: runAskedAt } }, { launchId: { $lt: launchId } }],
    };
    // in the order in which a launch moves on: whoever does so between the two is counted twice, never not at all
    const launching = await count({ status: 'launching', ...askedBefore }, enough);
    return launching + (await count({ status: { $in: statusesWithRun } }, enough - launching));
  }

  /** A user's launches whose turn it is next. */
  async nextInQueue(userId: string, limit: number): Promise<readonly Launch[]> {
    return this.documents().find(
      { userId, status: 'launching', phase: 'queued' },
      { sort: { runAskedAt: 1, launchId: 1 }, limit },
    );
  }

  /** How many runs of a class there may be at a time, as it is offered today; undefined: any number. */
  async capacityOf(resourceClassId: string): Promise<number | undefined> {
    const documents = this.readModels.documents<ResourceClass>(resourceClassDocuments);
    return (await documents.get(resourceClassId))?.capacity;
  }

  aheadInClass(turn: ClassQueue, enough: number): Promise<number> {
    return aheadInClass(this.documents(), turn, enough);
  }

  /** Launches whose turn it is next for a run of the class. */
  async nextInClass(resourceClassId: string, limit: number): Promise<readonly Launch[]> {
    return this.documents().find(
      {
        ...{ 'configuration.resourceClass.resourceClassId': resourceClassId, status: 'launching' },
        ...{ classTurn: { $gt: 0 }, phase: 'queued' },
      },
      { sort: { classTurn: 1 }, limit },
    );
  }

  /** Those past a deadline, by time and id: the ones behind `after`, as many as fit on a page. */
  async due({ filter, by, until }: DueCondition, after: Due | undefined): Promise<readonly Due[]> {
    const sort = { [by]: 1, launchId: 1 } as const;
    const asDue = (found: readonly Launch[]): Due[] =>
      found.map((launch) => ({ launchId: launch.launchId, at: launch[by] ?? '' }));
    const same =
      after === undefined
        ? []
        : await this.documents().find(
            { ...filter, [by]: after.at, launchId: { $gt: after.launchId } },
            { sort, limit: PAGE },
          );
    if (same.length === PAGE) return asDue(same);
    const times = { $lte: until, ...(after === undefined ? {} : { $gt: after.at }) };
    const later = await this.documents().find({ ...filter, [by]: times }, { sort, limit: PAGE - same.length });
    return asDue([...same, ...later]);
  }

  /** What changes its status meanwhile may be missed or come twice. */
  private async *pages(filter: Filter, statuses: readonly LaunchStatus[]): AsyncGenerator<readonly Launch[], void> {
    for (const status of statuses) {
      let after = '';
      for (let page: readonly Launch[] | undefined; page === undefined || page.length === PAGE; ) {
        page = await this.documents().find(
          { ...filter, status, launchId: { $gt: after } },
          { sort: { launchId: 1 }, limit: PAGE },
        );
        after = page.at(-1)?.launchId ?? after;
        if (page.length > 0) yield page;
      }
    }
  }

  private documents(): Documents<Launch> {
    return this.readModels.documents<Launch>(launchDocuments);
  }
}

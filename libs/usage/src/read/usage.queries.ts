import { Inject, Injectable } from '@nestjs/common';
import type { Filter, Projected, ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import { monthsOf, type Span } from '../months.js';
import type { UsageRun } from '../usage-run.js';
import { OPEN, usageRuns } from './usage-runs.projection.js';

/** Whose runs are looked at: what is not theirs to count is not read. */
export type UsageScope =
  | { readonly of: 'everything' }
  | { readonly of: 'mine'; readonly userId: string }
  | { readonly of: 'owned'; readonly projectIds: readonly string[] };

export interface UsageSearch {
  readonly scope: UsageScope;
  readonly within: Span;
  /** Ids; of no resource class: ''. */
  readonly user?: string | undefined;
  readonly project?: string | undefined;
  readonly class?: string | undefined;
}

const PAGE = 500;

/** A project's are found by an index of its own, one project after the other: there is no bound to how many one person owns. */
const parts = ({ scope, user, project }: UsageSearch): readonly Filter[] => {
  const narrowed = {
    ...(user === undefined ? {} : { userId: user }),
    ...(project === undefined ? {} : { projectId: project }),
  };
  switch (scope.of) {
    case 'everything':
      return [narrowed];
    case 'mine':
      return user === undefined || user === scope.userId ? [{ ...narrowed, userId: scope.userId }] : [];
    case 'owned':
      return scope.projectIds
        .filter((projectId) => project === undefined || project === projectId)
        .map((projectId) => ({ ...narrowed, projectId }));
  }
};

/** Whatever the rule: of what was over before a time, or began after it, nothing is said of the time. Their clocks may differ. */
const inTime = ({ from, to }: Span): Filter => {
  const [begin, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const hasBegun = { $or: [{ 'asked.at': { $lt: end } }, { 'placed.at': { $lt: end } }] };
  const isThere = {
    $or: [{ ended: { $exists: false } }, { 'ended.at': { $gt: begin } }, { 'asked.at': { $gte: begin } }],
  };
  return { $and: [hasBegun, isThere] };
};

const filterOf = (part: Filter, search: UsageSearch): Filter => ({
  ...part,
  months: { $in: [...monthsOf(search.within).map(({ name }) => name), OPEN] },
  ...(search.class === undefined ? {} : { resourceClassId: search.class === '' ? { $exists: false } : search.class }),
});

/** Runs that can have to do with a time, each once: read page by page in an order in which none moves, whatever happens meanwhile. */
@Injectable()
export class UsageQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  /** All of them, a page in memory at a time. */
  async *pages(search: UsageSearch): AsyncGenerator<readonly UsageRun[], void> {
    for (const part of parts(search)) {
      let after = '';
      for (let page: readonly Projected<UsageRun>[] | undefined; page === undefined || page.length === PAGE; ) {
        page = await this.find(filterOf(part, search), after, PAGE);
        yield page;
        after = page.at(-1)?._id ?? after;
      }
    }
  }

  /** Of one's own or of everybody's, those behind this id that say something of the time: to look at that costs more than to add nothing. */
  async page(search: UsageSearch, after: string, limit: number): Promise<readonly Projected<UsageRun>[]> {
    const [part] = parts(search);
    const { from, to } = search.within;
    // of no time nothing is said, also not by what runs
    return part === undefined || from >= to
      ? []
      : this.find({ ...filterOf(part, search), ...inTime(search.within) }, after, limit);
  }

  private find(filter: Filter, after: string, limit: number): Promise<Projected<UsageRun>[]> {
    return this.readModels
      .documents<UsageRun>(usageRuns)
      .find({ ...filter, _id: { $gt: after } }, { sort: { _id: 1 }, limit });
  }
}

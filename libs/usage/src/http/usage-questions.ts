import { hash } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { z } from 'zod';
import { mayGlobally, type Principal } from '#libs/access';
import { CLOCK } from '#libs/launches';
import { ProjectQueries } from '#libs/projects';
import { decodeCursor, encodeCursor, misfit, ProblemError } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { monthUpTo, type Span } from '../months.js';
import type { UsageScope, UsageSearch } from '../read/usage.queries.js';
import { NEWEST_RULE, type UsageRule, usageRules } from '../usage-rules.js';
import type { Question } from './usage.dto.js';

/** What a caller may have counted, and how. */
export interface AskedUsage {
  readonly search: UsageSearch;
  readonly ruleNumber: number;
  readonly rule: UsageRule;
  /** Of the page before, the last one. */
  readonly after?: string | undefined;
  /** What goes on after this one. */
  readonly cursorAfter: (last: string) => string;
}

/** `by` only where lines are asked for, not runs. */
type Asked = Question & { readonly by?: string };

const DAY = 86_400_000;
const LONGEST = 3 * 366 * DAY;

const invalid = (parameter: string, detail: string): ProblemError => misfit([{ pointer: `?${parameter}`, detail }]);

const dayOf = (time: number): number => Math.floor(time / DAY) * DAY;

const mayReadEveryRun = (caller: Principal): boolean => mayGlobally(caller, 'read-every-run') === 'allowed';

/** A place means something among the answers to one question: among those to another one, some would be left out in silence. */
const questionOf = ({ by, of, from, to, user, project, class: ofClass, rule }: Asked): string =>
  hash('sha256', JSON.stringify({ by, of, from, to, user, project, ofClass, rule }), 'base64url');

/** Where the page before ended, and the moment that it is of. */
const placeOf = (query: Asked): { after?: string | undefined; until?: number } => {
  if (query.cursor === undefined) return {};
  const [question, after, until] = decodeCursor(query.cursor, 3);
  if (question !== questionOf(query)) throw new ProblemError('invalid-cursor', 'This cursor is of another question.');
  if (!z.iso.datetime().safeParse(until).success) throw new ProblemError('invalid-cursor');
  return { after, until: Date.parse(String(until)) };
};

/** From a request to what may be looked at for it: the one place that knows who sees how much of the ledger. */
@Injectable()
export class UsageQuestions {
  constructor(
    private readonly authorizer: QueryAuthorizer,
    private readonly projects: ProjectQueries,
    @Optional() @Inject(CLOCK) private readonly clock: () => Date = () => new Date(),
  ) {}

  async asked(caller: Principal, query: Asked): Promise<AskedUsage> {
    const scope = await this.scope(caller, query);
    const { after, until } = placeOf(query);
    const within = this.within(this.limit(caller, scope, until), query);
    const ruleNumber = query.rule ?? NEWEST_RULE;
    const rule = usageRules[ruleNumber];
    if (rule === undefined)
      throw invalid('rule', `there is no such rule; there are ${Object.keys(usageRules).join(', ')}`);
    const { user, project } = query;
    const ofClass = query.class === 'none' ? '' : query.class;
    const cursorAfter = (last: string): string =>
      encodeCursor([questionOf(query), last, new Date(within.to).toISOString()]);
    return { search: { scope, within, user, project, class: ofClass }, ruleNumber, rule, after, cursorAfter };
  }

  private async scope(caller: Principal, { of, user, project }: Question): Promise<UsageScope> {
    const { userId } = caller;
    const whose = of ?? (mayGlobally(caller, 'read-every-usage') === 'allowed' ? 'everything' : 'mine');
    if (whose === 'mine') return { of: whose, userId };
    if (whose === 'everything') {
      await this.authorizer.allow(caller, 'read-every-usage');
      return { of: whose };
    }
    if (user !== undefined)
      throw new ProblemError('forbidden', 'Of the projects that you own you see how much, not who.');
    const projectIds = (await this.projects.ofOwner(userId)).map(({ projectId }) => projectId).sort();
    if (project !== undefined && !projectIds.includes(project)) throw new ProblemError('project-not-found');
    return { of: whose, projectIds };
  }

  /**
   * Up to when it may be counted. Only a person themselves and auditors may know whether a session runs: for all others the ledger
   * ends at the last midnight, and is in whole days.
   */
  private limit(caller: Principal, { of }: UsageScope, until: number | undefined): { until: number; unit: number } {
    const now = Math.min(this.clock().getTime(), until ?? Infinity);
    return of === 'mine' || mayReadEveryRun(caller) ? { until: now, unit: 1 } : { until: dayOf(now), unit: DAY };
  }

  private within({ until, unit }: { until: number; unit: number }, asked: Pick<Question, 'from' | 'to'>): Span {
    const inUnits = (time: number): number => Math.floor(time / unit) * unit;
    const [askedFrom, askedTo] = [asked.from, asked.to].map((time) => (time === undefined ? undefined : inUnits(time)));
    const to = Math.min(askedTo ?? until, until);
    const from = askedFrom ?? monthUpTo(to);
    if (from > (askedTo ?? Infinity)) throw invalid('from', 'is after `to`');
    if (to - from > LONGEST)
      throw invalid('from', 'is more than three years before `to`: ask for a year after the other');
    return { from, to: Math.max(from, to) };
  }
}

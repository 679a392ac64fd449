import type { operations } from '../api/schema.js';
import { uuid } from '../page/uuid.js';

type Query = NonNullable<operations['readUsage']['parameters']['query']>;

export const scopes = ['mine', 'owned', 'everything'] as const;
export const dimensions = ['month', 'project', 'class', 'user'] as const;

/** Ids; a class can be `none`. Undefined: all. */
export interface UsageFilter {
  readonly user: string | undefined;
  readonly project: string | undefined;
  readonly class: string | undefined;
}

/** Whose usage, by what, of which time, and of what alone. */
export interface UsageWish extends UsageFilter {
  readonly of: (typeof scopes)[number];
  readonly by: (typeof dimensions)[number];
  /** Days, in UTC: from the one up to and without the other. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export const scopesOf = (roles: readonly string[]): readonly UsageWish['of'][] =>
  scopes.filter((scope) => scope !== 'everything' || roles.some((role) => role === 'admin' || role === 'auditor'));

/** Of projects that one owns one sees how much, not who. */
export const dimensionsOf = (of: UsageWish['of']): readonly UsageWish['by'][] =>
  dimensions.filter((dimension) => dimension !== 'user' || of !== 'owned');

const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** As the address says it, to somebody with these roles. */
export const usageWishIn = (search: URLSearchParams, roles: readonly string[]): UsageWish => {
  const offered = scopesOf(roles);
  const of =
    offered.find((scope) => scope === search.get('of')) ?? (offered.includes('everything') ? 'everything' : 'mine');
  const day = (name: string): string | undefined => [search.get(name) ?? ''].find(isDay);
  const by = dimensionsOf(of).find((dimension) => dimension === search.get('by')) ?? 'month';
  const id = (name: string): string | undefined => [search.get(name) ?? ''].find((text) => uuid.test(text));
  return {
    ...{ of, by, from: day('from'), to: day('to'), project: id('project') },
    // of projects that one owns nobody is told who
    user: of === 'everything' ? id('user') : undefined,
    class: search.get('class') === 'none' ? 'none' : id('class'),
  };
};

/** As the API takes it. */
export const filterOf = ({ user, project, class: of }: UsageFilter): Pick<Query, keyof UsageFilter> => ({
  ...(user !== undefined && { user }),
  ...(project !== undefined && { project }),
  ...(of !== undefined && { class: of }),
});

/** As the API takes it. */
export const parametersOf = (wish: UsageWish): Query => {
  const { of, by, from, to } = wish;
  return { of, by, ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...filterOf(wish) };
};

import type { ShownStatus } from './launch-statuses.js';
import type { SessionOrder } from './session-order.js';

/** What a list of sessions can be sorted by: two by what they are, two by what the caller did with them. */
export const sessionSorts = ['added', 'name', 'last-used', 'status'] as const;

export type SessionSort = (typeof sessionSorts)[number];

export type ListPart =
  /** Those that the caller has launched and that have this status (any unless given), the last used first. */
  | { readonly of: 'launched'; readonly status?: ShownStatus }
  /** Those of them that have this status, in this order. */
  | { readonly of: 'with-status'; readonly status: ShownStatus; readonly order: SessionOrder }
  /** All of the project in this order, without those that the caller has launched, or whose launch is not inactive. */
  | { readonly of: 'project'; readonly order: SessionOrder; readonly without?: 'launched' | 'live' };

type Status = ShownStatus | undefined;

const inOrder = (order: SessionOrder, status: Status): readonly ListPart[] => {
  if (status === undefined) return [{ of: 'project', order }];
  if (status === 'inactive') return [{ of: 'project', order, without: 'live' }];
  return [{ of: 'with-status', status, order }];
};

const byLastUse = (status: Status): readonly ListPart[] => {
  const never = { of: 'project', order: 'name', without: 'launched' } as const;
  if (status === undefined) return [{ of: 'launched' }, never];
  return status === 'inactive' ? [{ of: 'launched', status }, never] : [{ of: 'launched', status }];
};

const byStatus = (status: Status): readonly ListPart[] => {
  const inactive = { of: 'project', order: 'name', without: 'live' } as const;
  if (status === 'inactive') return [inactive];
  if (status !== undefined) return [{ of: 'launched', status }];
  const live = (['running', 'launching', 'paused', 'failed'] as const).map(
    (each) => ({ of: 'launched', status: each }) as const,
  );
  return [...live, inactive];
};

/**
 * A list of sessions as parts that each are in an order that an index keeps, one after the other. Status and last use are the
 * caller's own launches', which are few: they come first, and those without come by their names.
 */
export const listParts = (sort: SessionSort, status: Status): readonly ListPart[] => {
  if (sort === 'last-used') return byLastUse(status);
  return sort === 'status' ? byStatus(status) : inOrder(sort, status);
};

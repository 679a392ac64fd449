import type { Launch } from '../api/schema.js';

export type SessionSort = 'added' | 'name' | 'last-used' | 'status';

/** Which sessions are wanted, and in which order. */
export interface SessionsWish {
  /** How their names begin. */
  readonly query: string;
  readonly sort: SessionSort;
  readonly status: Launch['status'] | undefined;
}

/** What runs is first. */
export const everySession: SessionsWish = { query: '', sort: 'status', status: undefined };

export const isFiltered = ({ query, status }: SessionsWish): boolean => query.trim() !== '' || status !== undefined;

/** What is searched cannot be sorted by when it was added: then it is by name. */
export const sortOf = ({ query, sort }: SessionsWish): SessionSort =>
  query.trim() !== '' && sort === 'added' ? 'name' : sort;

/** As the API takes it. */
export const parametersOf = (wish: SessionsWish) => ({
  sort: sortOf(wish),
  ...(wish.query.trim() !== '' && { query: wish.query.trim() }),
  ...(wish.status !== undefined && { status: wish.status }),
});

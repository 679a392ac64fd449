import type { ApiClient, First } from '../api/api-client.js';
import type { Session, Status } from '../api/views.js';

export type SessionSort = 'added' | 'name' | 'last-used' | 'status';

/** Which sessions are wanted, and in which order. */
export interface SessionsWish {
  /** How their names begin. */
  readonly query: string;
  readonly sort: SessionSort;
  readonly status: Status | undefined;
}

export const everySession: SessionsWish = { query: '', sort: 'added', status: undefined };

export const isFiltered = ({ query, status }: SessionsWish): boolean => query.trim() !== '' || status !== undefined;

/** What is searched cannot be sorted by when it was added: then it is by name. */
export const sortOf = ({ query, sort }: SessionsWish): SessionSort =>
  query.trim() !== '' && sort === 'added' ? 'name' : sort;

const parametersOf = (wish: SessionsWish): string => {
  const parameters = new URLSearchParams({ sort: sortOf(wish) });
  if (wish.query.trim() !== '') parameters.set('query', wish.query.trim());
  if (wish.status !== undefined) parameters.set('status', wish.status);
  return parameters.toString();
};

/** How many sessions are shown at first, and how many more each time. */
export const SESSIONS_SHOWN = 50;

/** The part of a project's sessions that the page shows, which may have many more. */
export class SessionWindow {
  wish = everySession;
  private count = SESSIONS_SHOWN;

  constructor(
    private readonly api: Pick<ApiClient, 'getFirst'>,
    private readonly projectId: string,
  ) {}

  find(wish: SessionsWish): void {
    this.wish = wish;
    this.count = SESSIONS_SHOWN;
  }

  extend(): void {
    this.count += SESSIONS_SHOWN;
  }

  /** As it is now. An order that changed between two pages shows no session twice. */
  async read(): Promise<First<Session>> {
    const path = `/projects/${this.projectId}/sessions?${parametersOf(this.wish)}`;
    const { items, hasMore } = await this.api.getFirst<Session>(path, this.count);
    return { items: [...new Map(items.map((session) => [session.sessionId, session])).values()], hasMore };
  }
}

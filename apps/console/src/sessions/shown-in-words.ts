import type { Project } from '../api/schema.js';
import { isFiltered, type SessionsWish } from '../projects/sessions-wish.js';

const numberFormat = new Intl.NumberFormat();

interface Shown {
  readonly project: { readonly counts: Pick<Project['counts'], 'sessions'> };
  readonly sessions: readonly unknown[];
  readonly hasMoreSessions: boolean;
  readonly wish: SessionsWish;
}

/** A list that happens to end with its page says only then that there is none. */
export const mayShowMore = ({ project, sessions, hasMoreSessions, wish }: Shown): boolean =>
  hasMoreSessions && (isFiltered(wish) || sessions.length < project.counts.sessions);

/** How many of the sessions are shown, of how many. */
export const shownInWords = (shown: Shown): string => {
  const { project, sessions, wish } = shown;
  const [count, all] = [numberFormat.format(sessions.length), numberFormat.format(project.counts.sessions)];
  if (!isFiltered(wish)) return mayShowMore(shown) ? `${count} of ${all} sessions are shown.` : `${all} sessions.`;
  if (sessions.length === 0 && !shown.hasMoreSessions) return `None of ${all} sessions is like that.`;
  return mayShowMore(shown) ? `The first ${count} that are like that.` : `${count} of ${all} sessions.`;
};

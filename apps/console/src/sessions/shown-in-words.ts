import { plural, t } from '@lingui/core/macro';
import type { Project } from '../api/schema.js';
import { i18n } from '../language/i18n.js';
import { isFiltered, type SessionsWish } from '../projects/sessions-wish.js';

interface Shown {
  readonly project: { readonly counts: Pick<Project['counts'], 'sessions'> };
  readonly sessions: readonly unknown[];
  readonly hasMoreSessions: boolean;
  readonly wish: SessionsWish;
}

/** A list that happens to end with its page says only then that there is none. */
export const mayShowMore = ({ project, sessions, hasMoreSessions, wish }: Shown): boolean =>
  hasMoreSessions && (isFiltered(wish) || sessions.length < project.counts.sessions);

/** How many of the sessions are shown, of how many; of one alone nothing is to be said. */
export const shownInWords = (shown: Shown): string => {
  const { project, sessions, wish } = shown;
  const all = project.counts.sessions;
  const count = i18n.number(sessions.length);
  if (!isFiltered(wish))
    return mayShowMore(shown)
      ? plural(all, { other: `${count} of # sessions are shown.` })
      : plural(all, { other: '# sessions.' });
  if (sessions.length === 0 && !shown.hasMoreSessions)
    return plural(all, { other: 'None of # sessions is like that.' });
  return mayShowMore(shown)
    ? t`The first ${count} that are like that.`
    : plural(all, { other: `${count} of # sessions.` });
};

import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import type { Connection } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

const on = (at: string): string => shownTime(at, 'day');

const verdicts: Readonly<Record<Connection['state'], MessageDescriptor>> = {
  works: msg`✓ Works`,
  refused: msg`✗ Refused`,
  unchecked: msg`Not checked yet`,
};

/** What the host said of the token, and when, in one line. */
export const verdictWords = ({ state, checkedAt, refusedSince }: Connection): string => {
  if (refusedSince !== undefined) {
    const since = shownTime(refusedSince, 'minute');
    return t`✗ Refused since ${since}`;
  }
  const verdict = t(verdicts[state]);
  if (checkedAt === undefined) return verdict;
  const day = on(checkedAt);
  return t`${verdict} (tried on ${day})`;
};

export const addedWords = ({ username, addedAt }: Connection): string => {
  const day = on(addedAt);
  return username === undefined ? t`Given on ${day}` : t`Given on ${day}, for the user ${username}`;
};

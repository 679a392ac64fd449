import type { Connection } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

const on = (at: string): string => shownTime(at, 'day');

const verdicts: Readonly<Record<Connection['state'], string>> = {
  works: '✓ Works',
  refused: '✗ Refused',
  unchecked: 'Not checked yet',
};

/** What the host said of the token, and when, in one line. */
export const verdictWords = ({ state, checkedAt }: Connection): string =>
  checkedAt === undefined ? verdicts[state] : `${verdicts[state]} (tried on ${on(checkedAt)})`;

export const addedWords = ({ username, addedAt }: Connection): string =>
  `Given on ${on(addedAt)}${username === undefined ? '' : `, for the user ${username}`}`;

import type { Connection } from '../api/views.js';

const dateFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const on = (at: string): string => dateFormat.format(new Date(at));

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

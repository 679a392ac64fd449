import { decodeCursor, encodeCursor, ProblemError } from '#libs/rest';
import type { Place } from '../read/session-list.js';
import { type SessionsQuery, sortOf } from './sessions-query.dto.js';

/** A place means something in the list that it is of alone. */
const listOf = (query: SessionsQuery): readonly [string, string] => [sortOf(query), query.status ?? ''];

export const encodePlace = (query: SessionsQuery, { part, after = ['', ''] }: Place): string =>
  encodeCursor([...listOf(query), String(part), ...after]);

/** Throws the problem `invalid-cursor`. */
export const placeOf = (query: SessionsQuery): Place | undefined => {
  if (query.cursor === undefined) return undefined;
  const [sort, status, part, ...after] = decodeCursor(query.cursor, 5);
  const [thisSort, thisStatus] = listOf(query);
  if (sort !== thisSort || status !== thisStatus || !/^\d$/.test(part ?? ''))
    throw new ProblemError('invalid-cursor', 'This cursor is of a list in another order or of another status.');
  return { part: Number(part), after: after[0] === '' ? undefined : after };
};

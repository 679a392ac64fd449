import { uuid } from '../page/uuid.js';
import { dayOf } from './day-of.js';

/** Which of a project's events are wanted. */
export interface HistoryWish {
  /** Who did it: a user id. */
  readonly person: string | undefined;
  readonly type: string | undefined;
  readonly session: string | undefined;
  /** The last day, of the reader's. */
  readonly until: string | undefined;
}

const endOf = (day: string): Date => new Date(`${day}T23:59:59.999`);

/** JavaScript takes the 30th of February for a day in March. */
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && dayOf(`${text}T12:00:00`) === text;

/** As the address says it. */
export const historyWishIn = (search: URLSearchParams): HistoryWish => {
  const said = (name: string, isMeant: (text: string) => boolean): string | undefined => {
    const text = search.get(name);
    return text !== null && isMeant(text) ? text : undefined;
  };
  return {
    person: said('person', (text) => /^[\w:-]{1,60}$/.test(text)),
    type: said('type', (text) => /^\w{1,60}$/.test(text)),
    session: said('session', (text) => uuid.test(text)),
    until: said('until', isDay),
  };
};

/** As the API takes it. */
export const parametersOf = ({ person, type, session, until }: HistoryWish) => ({
  ...(person !== undefined && { actor: person }),
  ...(type !== undefined && { type }),
  ...(session !== undefined && { session }),
  ...(until !== undefined && { before: endOf(until).toISOString() }),
});

import type { Session } from '../session.js';
import { everySession, type Sessions } from '../sessions.js';
import { type SessionOrder, sortName, standing } from './session-order.js';

interface PastPage {
  readonly order: SessionOrder;
  readonly query?: string | undefined;
  /** The standing of the last one of the page before. */
  readonly after?: readonly string[] | undefined;
  readonly limit: number;
}

const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

type Compare = (a: readonly string[], b: readonly string[]) => number;

const compares: Readonly<Record<SessionOrder, Compare>> = {
  added: ([a], [b]) => Number(a) - Number(b),
  name: ([a = '', aId = ''], [b = '', bId = '']) => compareText(a, b) || compareText(aId, bId),
};

/** A page of the sessions that a project had. There are no documents of the past: it is folded, and then sorted. */
export const pastPage = (past: Sessions, { order, query = '', after, limit }: PastPage): readonly Session[] => {
  const compare = compares[order];
  const prefix = sortName(query);
  return [...everySession(past)]
    .filter(({ name }) => sortName(name).startsWith(prefix))
    .map((session) => ({ session, at: standing(order, session) }))
    .filter(({ at }) => after === undefined || compare(at, after) > 0)
    .sort((a, b) => compare(a.at, b.at))
    .slice(0, limit)
    .map(({ session }) => session);
};

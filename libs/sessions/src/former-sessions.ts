import type { Session } from './session.js';

/** A session that was the default one, or was there, until a moment of the last day. */
export interface FormerSession {
  readonly sessionId: string;
  readonly environmentId: string;
  readonly wasDefault: boolean;
  /** RFC 3339. */
  readonly until: string;
  /** As it was when it was removed, if it was: to be put back. */
  readonly removed?: RemovedSession;
}

export interface RemovedSession {
  readonly session: Session;
  readonly wasDefault: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whoever changes the default more often in a day repeats no launch of the first one. */
const KEPT = 10;

/** The former ones, without those that were so more than a day before `now`: requests are repeated in minutes. */
export const recent = (former: readonly FormerSession[], now: string): readonly FormerSession[] =>
  former.filter(({ until }) => Date.parse(now) - Date.parse(until) <= DAY_MS);

/** With one that was removed. */
export const withRemoved = (
  former: readonly FormerSession[],
  removed: RemovedSession,
  until: string,
): readonly FormerSession[] => {
  const [entry, ...others] = withFormer(former, removed.session, removed.wasDefault, until);
  return entry === undefined ? others : [{ ...entry, removed }, ...others];
};

/** With this one, the newest first. */
export const withFormer = (
  former: readonly FormerSession[],
  { sessionId, environment: { environmentId } }: Session,
  wasDefault: boolean,
  until: string,
): readonly FormerSession[] => {
  const before = former.find((known) => known.sessionId === sessionId);
  const entry = { sessionId, environmentId, wasDefault: wasDefault || before?.wasDefault === true, until };
  return [entry, ...recent(former, until).filter((known) => known !== before)].slice(0, KEPT);
};

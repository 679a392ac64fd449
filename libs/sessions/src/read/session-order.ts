import type { Session } from '../session.js';

/** An order that a project's sessions have by themselves, whoever looks at them. */
export type SessionOrder = 'added' | 'name';

/** A name as it is searched and sorted by: capitals do not matter. */
export const sortName = (name: string): string => name.toLowerCase();

/** Where a session stands in an order: a page that begins after it is asked for with these. */
export const standing = (order: SessionOrder, session: Session): readonly [string, string] => [
  order === 'name' ? sortName(session.name) : String(session.addedAtRevision),
  session.sessionId,
];

const LAST_CHARACTER = 0x10ffff;
const SURROGATES = { first: 0xd800, last: 0xdfff };

/** The first text that no longer begins with `prefix`, whether a database compares UTF-8 or UTF-16. Not of an empty one. */
export const beyondPrefix = (prefix: string): string => {
  const characters = Array.from(prefix);
  const last = characters.pop()?.codePointAt(0) ?? 0;
  const next = last + 1 === SURROGATES.first ? SURROGATES.last + 1 : Math.min(last + 1, LAST_CHARACTER);
  return characters.join('') + String.fromCodePoint(next);
};

export const environmentsOf = (shown: readonly Session[]): string[] => [
  ...new Set(shown.map(({ environment }) => environment.environmentId)),
];

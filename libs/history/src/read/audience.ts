import type { Audience, EventAudience } from '#libs/access';
import { launchAudience } from '#libs/launches';
import { projectAudience } from '#libs/projects';
import { sessionsAudience } from '#libs/sessions';
import { unreadableAudience } from './unreadable-event.js';
import type { Viewer } from './viewer.js';

/**
 * Event type × audience → fields, as the slices declare it; what is not listed is seen by nobody. Who sees a type is written into the
 * history's documents (`seenBy`): where that changes, the version of `project-history` is raised.
 */
const audiences: Readonly<Record<string, EventAudience>> = {
  ...projectAudience,
  ...sessionsAudience,
  ...launchAudience,
  ...unreadableAudience,
};

/** Types that somebody sees. */
export const listedTypes: ReadonlySet<string> = new Set(Object.keys(audiences));

/** Who sees events of this type; empty: nobody. */
export const audienceOf = (type: string): EventAudience =>
  Object.hasOwn(audiences, type) ? (audiences[type] ?? {}) : {};

const sharedIn = (row: EventAudience): Audience[] =>
  (Object.keys(row) as Audience[]).filter((audience) => audience !== 'launching-user').sort();

/** One mark for all audiences of a row together: there are few rows that differ. */
const markOf = (row: EventAudience): string[] => (sharedIn(row).length === 0 ? [] : [sharedIn(row).join(' ')]);
const ownMark = (userId: string | undefined): string[] => (userId === undefined ? [] : [`launching-user ${userId}`]);

/** Who sees an event, as marks to find it by: whoever has one of them among their `marksFor`. */
export const seenBy = (type: string, launchingUser: string | undefined): readonly string[] => {
  const row = audienceOf(type);
  return [...markOf(row), ...(row['launching-user'] === undefined ? [] : ownMark(launchingUser))];
};

/** The marks of all that this viewer sees. */
export const marksFor = ({ as, userId }: Pick<Viewer, 'as' | 'userId'>): readonly string[] => {
  const rows = Object.values(audiences);
  const isSeen = (row: EventAudience): boolean => sharedIn(row).some((audience) => as.has(audience));
  const isSeenAsOwn = rows.some((row) => row['launching-user'] !== undefined && !isSeen(row));
  return [...new Set([...rows.filter(isSeen).flatMap(markOf), ...(isSeenAsOwn ? ownMark(userId) : [])])];
};

/** The audiences that a viewer belongs to, for an event that is about a launch of this person, or about none. */
export const asWhom = (
  { as, userId }: Pick<Viewer, 'as' | 'userId'>,
  launchingUser: string | undefined,
): ReadonlySet<Audience> =>
  launchingUser === undefined || launchingUser !== userId ? as : new Set([...as, 'launching-user' as const]);

const pick = (data: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([field]) => fields.includes(field)));

/** An event's data as these audiences together may see it; undefined: they do not see the event. Deny by default. */
export const visibleData = (
  type: string,
  data: Readonly<Record<string, unknown>>,
  as: ReadonlySet<Audience>,
): Readonly<Record<string, unknown>> | undefined => {
  const granted = Object.entries(audienceOf(type)).filter(([audience]) => as.has(audience as Audience));
  if (granted.length === 0) return undefined;
  if (granted.some(([, fields]) => fields === 'all')) return data;
  return pick(
    data,
    granted.flatMap(([, fields]) => fields),
  );
};

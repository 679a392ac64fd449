import { type Audience, mayInProject, type Principal, type ProjectAccess, readableFrom } from '#libs/access';

/** Somebody who reads what happened in a project. */
export interface Viewer {
  readonly as: ReadonlySet<Audience>;
  /** For what only the launching user sees. */
  readonly userId?: string | undefined;
  /** What came before this position in the log is not theirs to read. */
  readonly from: bigint;
}

/** Shared, so that what an audience sees of an event is worked out once for all of it. */
const audiences = new Map<string, ReadonlySet<Audience>>();

const shared = (as: readonly Audience[]): ReadonlySet<Audience> => {
  const key = as.join(' ');
  const known = audiences.get(key) ?? new Set(as);
  audiences.set(key, known);
  return known;
};

/**
 * As whom a person reads a project's events, in its history and live; undefined: not at all. Who may read the project sees what its
 * members see.
 */
export const viewerOf = (who: Principal, project: ProjectAccess | undefined): Viewer | undefined => {
  const isReader = mayInProject(who, 'read-project', project) === 'allowed';
  const isAuditor = who.roles.has('auditor') && mayInProject(who, 'read-history', project) === 'allowed';
  const isOwner = mayInProject({ ...who, roles: new Set() }, 'read-history', project) === 'allowed';
  if (!isReader && !isAuditor) return undefined;
  const as = shared([
    ...(isReader ? (['member'] as const) : []),
    ...(isOwner ? (['owner'] as const) : []),
    ...(isAuditor ? (['auditor'] as const) : []),
  ]);
  // of a deleted project nobody reads but who reads its whole history
  return { as, userId: who.userId, from: readableFrom(who, project) ?? 0n };
};

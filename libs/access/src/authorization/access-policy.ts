import type { GlobalRole, Principal } from '../authentication/principal.js';

export type ProjectRole = 'viewer' | 'editor' | 'owner';
export type Visibility = 'private' | 'public';

/** What access decisions need to know of a project; `members` maps user ids to roles. */
export interface ProjectAccess {
  /** The log's position of the event that made it public; undefined: it is private. */
  readonly publicSince: bigint | undefined;
  readonly members: ReadonlyMap<string, ProjectRole>;
  readonly deleted: boolean;
}

interface Rule {
  /** Members with one of these roles. */
  readonly roles: readonly ProjectRole[];
  /** Any signed-in user, where the project is public. */
  readonly anyoneIfPublic?: true;
  /** Holders of one of these roles, in every project. */
  readonly globally?: readonly GlobalRole[];
  /** After the project was deleted too, when nobody is its member any more. */
  readonly evenDeleted?: true;
}

const everyMember = ['viewer', 'editor', 'owner'] as const;
const writers = ['editor', 'owner'] as const;

/**
 * The one table: action × who may. Pitch: "users with write access … create and configure sessions", "anyone with access …
 * can launch". An admin keeps the catalogue and has no way into other people's projects; an auditor reads and never acts.
 * Of a deleted project nothing is left but its history.
 */
const projectRules = {
  'read-project': { roles: everyMember, anyoneIfPublic: true, globally: ['auditor'] },
  'launch-session': { roles: everyMember, anyoneIfPublic: true },
  'configure-sessions': { roles: writers },
  'connect-repositories': { roles: writers },
  'manage-project': { roles: ['owner'] },
  'read-history': { roles: ['owner'], globally: ['auditor'], evenDeleted: true },
} as const satisfies Record<string, Rule>;

/** Actions that belong to no project; `[]`: everybody who is signed in. */
const globalRules = {
  'read-catalogue': [],
  'check-image': [],
  'read-resource-classes': [],
  'read-storages': [],
  'read-inbox': [],
  'create-project': [],
  'answer-invitation': [],
  'erase-oneself': [],
  'manage-own-tokens': [],
  'sign-out': [],
  'manage-catalogue': ['admin'],
  'manage-resource-classes': ['admin'],
  'list-every-project': ['auditor'],
  'read-every-usage': ['admin', 'auditor'],
  'read-every-run': ['auditor'],
  'read-load': ['admin'],
} as const satisfies Record<string, readonly GlobalRole[]>;

/** A token that leaked must not become another one, nor the end of its person, nor shut them out. */
const neverByPersonalToken: readonly GlobalAction[] = ['erase-oneself', 'manage-own-tokens', 'sign-out'];

export type ProjectAction = keyof typeof projectRules;
export type GlobalAction = keyof typeof globalRules;

export const projectActions = Object.keys(projectRules) as readonly ProjectAction[];
export const globalActions = Object.keys(globalRules) as readonly GlobalAction[];

/** `hidden` is answered 404: what you may not read does not exist for you. `forbidden` is 403. */
export type Verdict = 'allowed' | 'forbidden' | 'hidden';

const isOutlived = (rule: Rule, project: ProjectAccess): boolean => project.deleted && rule.evenDeleted !== true;

const holds = (rule: Rule, who: Principal, project: ProjectAccess): boolean => {
  if (isOutlived(rule, project)) return false;
  const role = project.members.get(who.userId);
  if (role !== undefined && rule.roles.includes(role)) return true;
  if (rule.anyoneIfPublic === true && project.publicSince !== undefined) return true;
  return rule.globally?.some((global) => who.roles.has(global)) ?? false;
};

/** May this person do this in this project? `project` undefined: there is none. */
export const mayInProject = (who: Principal, action: ProjectAction, project: ProjectAccess | undefined): Verdict => {
  if (project === undefined) return 'hidden';
  if (holds(projectRules[action], who, project)) return 'allowed';
  return holds(projectRules['read-project'], who, project) ? 'forbidden' : 'hidden';
};

/**
 * From which position of the log on this person may read what happened in a project, and how it was: 0n where all of its past is
 * theirs, undefined where nothing is. Who reads only because it is public reads from the event on that made it so last: what was
 * private before stays private.
 */
export const readableFrom = (who: Principal, project: ProjectAccess | undefined): bigint | undefined => {
  if (mayInProject(who, 'read-project', project && { ...project, publicSince: undefined }) === 'allowed') return 0n;
  return mayInProject(who, 'read-project', project) === 'allowed' ? project?.publicSince : undefined;
};

/** May this person do this, outside any project? */
export const mayGlobally = (who: Principal, action: GlobalAction): Verdict => {
  if (who.personalTokenId !== undefined && neverByPersonalToken.includes(action)) return 'forbidden';
  const rule: readonly GlobalRole[] = globalRules[action];
  return rule.length === 0 || rule.some((role) => who.roles.has(role)) ? 'allowed' : 'forbidden';
};

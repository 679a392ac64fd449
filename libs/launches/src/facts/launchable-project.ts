import { mayInProject, type ProjectAccess } from '#libs/access';
import type { LaunchConfiguration } from '../launch.events.js';
import type { Launch } from '../launch.js';

/** What launching needs to know of a project and its sessions, as the log says now. */
export interface LaunchableProject {
  readonly access: ProjectAccess;
  readonly name: string;
  nameOf(sessionId: string): string | undefined;
  /** What a run of this session started now would get; undefined where there is no such session. */
  session(sessionId: string): LaunchConfiguration | undefined;
}

/** Undefined: there is no such project (any more). */
export interface LaunchableProjects {
  of(projectId: string): Promise<LaunchableProject | undefined>;
}

export const LAUNCHABLE_PROJECTS = Symbol('LaunchableProjects');

/** Whether a launch may still have what it runs on. */
export type Entitlement = 'granted' | 'access-lost' | 'session-removed' | 'project-deleted' | 'user-erased';

/** No global role lets anybody launch, so the launching user's roles do not matter. */
export const mayLaunch = (project: LaunchableProject, userId: string): boolean =>
  mayInProject({ userId, displayName: '', roles: new Set() }, 'launch-session', project.access) === 'allowed';

export const entitlementOf = (
  project: LaunchableProject | undefined,
  { sessionId, userId }: Pick<Launch, 'sessionId' | 'userId'>,
): Entitlement => {
  if (project === undefined) return 'project-deleted';
  if (project.session(sessionId) === undefined) return 'session-removed';
  return mayLaunch(project, userId) ? 'granted' : 'access-lost';
};

import type { ProjectAccess } from '#libs/access';
import { existing, type ProjectState } from './project.js';

/** A project as the policy table sees it; undefined where there is none, or none any more. */
export const projectAccess = (state: ProjectState): ProjectAccess | undefined => {
  const project = existing(state);
  if (project === undefined) return undefined;
  const members = new Map(project.members.map(({ userId, role }) => [userId, role]));
  return { visibility: project.visibility, members };
};

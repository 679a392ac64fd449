import type { ProjectAccess } from '#libs/access';
import type { ProjectState } from './project.js';

/** A project as the policy table sees it, deleted or not; undefined where there never was one. */
export const projectAccess = (state: ProjectState): ProjectAccess | undefined => {
  if (state === undefined) return undefined;
  const { publicSince, deleted } = state;
  const members = new Map(state.members.map(({ userId, role }) => [userId, role]));
  return { publicSince: publicSince === undefined ? undefined : BigInt(publicSince), members, deleted };
};

import type { ProjectRole } from '#libs/access';
import { Command, type DataOf, nothing } from '#libs/event-sourcing';
import { inProject } from './in-project.js';
import { refuseLastOwner } from './last-owner.js';

export class SetMemberRole extends Command<{
  readonly projectId: string;
  readonly userId: string;
  readonly role: ProjectRole;
}> {}

/** Makes somebody a member, or gives a member another role. */
export const setMemberRole = inProject<DataOf<SetMemberRole>>(({ projectId, userId, role }, project) => {
  if (project.members.some((member) => member.userId === userId && member.role === role)) return nothing;
  // here the role differs, so an owner is to become something less
  return refuseLastOwner(project, userId) ?? [{ type: 'MemberRoleSet', data: { projectId, userId, role } }];
});

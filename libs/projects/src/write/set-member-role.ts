import type { ProjectRole } from '#libs/access';
import { Command, type DataOf, nothing } from '#libs/event-sourcing';
import { reject } from '../project.rejections.js';
import { inProject } from './in-project.js';
import { refuseLastOwner } from './last-owner.js';

export class SetMemberRole extends Command<{
  readonly projectId: string;
  readonly userId: string;
  readonly role: ProjectRole;
}> {}

/** What the decision needs to know from outside: whether the id is anybody's. */
export interface KnownPerson {
  readonly isPerson: boolean;
}

const nobody = 'Nobody has this user id. Look the person up first: GET /api/v1/users?query=<handle or e-mail address>.';

/** Makes somebody a member, or gives a member another role. */
export const setMemberRole = inProject<DataOf<SetMemberRole> & KnownPerson>(
  ({ projectId, userId, role, isPerson }, project) => {
    const member = project.members.find((known) => known.userId === userId);
    if (member?.role === role) return nothing;
    // an erased person stays a member until an owner removes the id: it can be given a lesser role, and not become the owner
    if ((member === undefined || role === 'owner') && !isPerson) return reject('user-not-found', nobody);
    // here the role differs, so an owner is to become something less
    return refuseLastOwner(project, userId) ?? [{ type: 'MemberRoleSet', data: { projectId, userId, role } }];
  },
);

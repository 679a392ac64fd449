import type { ProjectRole } from '#libs/access';
import { Command } from '#libs/event-sourcing';
import type { ProjectEvent } from '../project.events.js';
import { answerInvitation } from './answer-invitation.js';

export class AcceptInvitation extends Command<{ readonly projectId: string; readonly invitationId: string }> {}

const byRights: readonly ProjectRole[] = ['viewer', 'editor', 'owner'];

/** Whom it is for joins with its role. A member gets no lesser role by it than they have. */
export const acceptInvitation = answerInvitation(
  ({ projectId, invitationId, actor: userId }, { role }, { members }) => {
    const accepted: ProjectEvent = { type: 'InvitationAccepted', data: { projectId, invitationId, userId } };
    const member = members.find((known) => known.userId === userId);
    if (member !== undefined && byRights.indexOf(member.role) >= byRights.indexOf(role)) return [accepted];
    return [accepted, { type: 'MemberRoleSet', data: { projectId, userId, role } }];
  },
);

import { Command, type DataOf } from '#libs/event-sourcing';
import { reject } from '../project.rejections.js';
import { inProject } from './in-project.js';

export class WithdrawInvitation extends Command<{ readonly projectId: string; readonly invitationId: string }> {}

/** By an owner, whoever of them invited. */
export const withdrawInvitation = inProject<DataOf<WithdrawInvitation>>(({ projectId, invitationId }, project) => {
  if (!project.invitations.some((invitation) => invitation.invitationId === invitationId))
    return reject('invitation-not-found', 'It was answered or withdrawn meanwhile, or is over.');
  return [{ type: 'InvitationWithdrawn', data: { projectId, invitationId } }];
});

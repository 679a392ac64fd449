import { Command } from '#libs/event-sourcing';
import { answerInvitation } from './answer-invitation.js';

export class DeclineInvitation extends Command<{ readonly projectId: string; readonly invitationId: string }> {}

/** By whom it is for. */
export const declineInvitation = answerInvitation(({ projectId, invitationId }) => [
  { type: 'InvitationDeclined', data: { projectId, invitationId } },
]);

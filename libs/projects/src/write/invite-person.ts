import type { ProjectRole } from '#libs/access';
import { Command, type DataOf, nothing } from '#libs/event-sourcing';
import { openInvitations } from '../open-invitations.js';
import { reject } from '../project.rejections.js';
import { inProject } from './in-project.js';

/** Without the address: of what a command says a hash is in the log. `InvitedAddresses` has it by the invitation's id. */
export class InvitePerson extends Command<{
  readonly projectId: string;
  readonly invitationId: string;
  readonly role: ProjectRole;
}> {}

/** What the decision needs to know from outside. */
export interface Invitee {
  readonly now: Date;
  /** Until when the address is kept; undefined: it is kept no more. */
  readonly expiresAt: Date | undefined;
  /** Whose the address is; undefined where nobody is known by it, or it is kept no more. */
  readonly userId: string | undefined;
}

const MOST_INVITATIONS = 50;

/** Who has signed in and who has not are invited alike, so that the answer does not tell them apart. */
export const invitePerson = inProject<DataOf<InvitePerson> & Invitee>(
  ({ projectId, invitationId, role, now, expiresAt, userId }, project) => {
    const open = openInvitations(project, now);
    if (project.members.some((member) => member.userId === userId))
      return reject('already-member', 'Change their role among the members, if it is another one that they need.');
    if (open.some((invitation) => invitation.invitationId === invitationId)) return nothing;
    if (expiresAt === undefined)
      return reject('invitation-not-found', 'It was withdrawn or erased at this moment: invite them once more.');
    if (open.length >= MOST_INVITATIONS)
      return reject(
        'too-many-invitations',
        `There are ${MOST_INVITATIONS}: withdraw one, or wait until one is answered.`,
      );
    return [{ type: 'PersonInvited', data: { projectId, invitationId, role, expiresAt: expiresAt.toISOString() } }];
  },
);

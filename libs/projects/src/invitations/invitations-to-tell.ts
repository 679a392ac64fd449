import { Inject, Injectable, Optional } from '@nestjs/common';
import { type ProjectRole, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { StreamStates } from '#libs/event-sourcing';
import { openInvitations } from '../open-invitations.js';
import { existing, project, projectStream } from '../project.js';
import { INVITED_ADDRESSES, type InvitedAddresses } from './invited-addresses.js';

interface InvitationOf {
  readonly projectId: string;
  readonly invitationId: string;
}

/** What whom an invitation is for is told of it, and where. */
export interface InvitationToTell {
  readonly email: string;
  readonly projectName: string;
  readonly role: ProjectRole;
  /** As they are called today. */
  readonly invitedBy: string;
  readonly expiresAt: string;
}

/** Invitations as those are told of them whom they are for, who may never have been here. */
@Injectable()
export class InvitationsToTell {
  constructor(
    private readonly streams: StreamStates,
    @Inject(INVITED_ADDRESSES) private readonly addresses: InvitedAddresses,
    @Optional() @Inject(USER_DIRECTORY) private readonly directory: UserDirectory | undefined,
  ) {}

  /** As the log has it now; undefined where it cannot be accepted any more, or its address or who invited is known no more. */
  async find({ projectId, invitationId }: InvitationOf): Promise<InvitationToTell | undefined> {
    const { state } = await this.streams.of(projectStream(projectId), project);
    const found = existing(state);
    const invitation = found && openInvitations(found, new Date()).find((one) => one.invitationId === invitationId);
    if (found === undefined || invitation === undefined) return undefined;
    const [address, inviter] = await Promise.all([
      this.addresses.find(invitationId),
      this.directory?.find(invitation.invitedBy),
    ]);
    if (address === undefined || inviter === undefined) return undefined;
    const { role, expiresAt } = invitation;
    return { email: address.email, projectName: found.name, role, invitedBy: inviter.displayName, expiresAt };
  }
}

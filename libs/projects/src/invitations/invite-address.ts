import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { ProjectRole } from '#libs/access';
import { CommandRejectedError, type CommandResult, StreamStates } from '#libs/event-sourcing';
import { type PersonalContext, ProblemError } from '#libs/rest';
import { CommandAuthorizer } from '#libs/slice';
import type { Invitation, ProjectState } from '../project.js';
import { projectProblems } from '../project.rejections.js';
import { InvitePerson } from '../write/invite-person.js';
import type { InvitedAddress } from './invited-address.js';
import { INVITED_ADDRESSES, type InvitedAddresses } from './invited-addresses.js';

interface Wanted {
  readonly projectId: string;
  readonly email: string;
  readonly role: ProjectRole;
}

interface Invited {
  readonly invitation: Invitation;
  readonly address: InvitedAddress;
  readonly position: bigint;
}

/** Invites whoever has an address: keeps that first, and then says that somebody is invited. Whatever fails between is mended by doing it again. */
@Injectable()
export class InviteAddress {
  constructor(
    private readonly commands: CommandBus,
    private readonly authorizer: CommandAuthorizer,
    private readonly streams: StreamStates,
    @Inject(INVITED_ADDRESSES) private readonly addresses: InvitedAddresses,
  ) {}

  /** Answers the invitation that is open already, where there is one to this address. Throws the problems of `InvitePerson`. */
  async invite(context: PersonalContext, { projectId, email, role }: Wanted): Promise<Invited> {
    // nothing is kept of whom somebody names who may not invite
    await this.authorizer.allow(context.principal, 'manage-project', projectId, this.streams);
    const { address, isNew } = await this.addresses.keep(projectId, email);
    const { invitationId } = address;
    try {
      const command = new InvitePerson({ projectId, invitationId, role }, context);
      const { state, position }: CommandResult<ProjectState> = await this.commands.execute(command);
      const invitation = state?.invitations.find((one) => one.invitationId === invitationId);
      if (invitation === undefined) throw new ProblemError(projectProblems['invitation-not-found']);
      return { invitation, address, position };
    } catch (error) {
      if (isNew && error instanceof CommandRejectedError) await this.addresses.forget(invitationId);
      throw error;
    }
  }
}

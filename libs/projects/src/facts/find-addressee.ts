import { Inject, Injectable, Optional } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { CommandContext } from '#libs/event-sourcing';
import type { FactFinder } from '#libs/slice';
import { INVITED_ADDRESSES, type InvitedAddresses } from '../invitations/invited-addresses.js';
import type { Addressee } from '../write/answer-invitation.js';

interface InvitationOf {
  readonly projectId: string;
  readonly invitationId: string;
}

/** Whether an invitation is for the caller: by the address that their identity provider has verified. */
@Injectable()
export class FindAddressee implements FactFinder<InvitationOf, Addressee> {
  constructor(
    @Inject(INVITED_ADDRESSES) private readonly addresses: InvitedAddresses,
    @Optional() @Inject(USER_DIRECTORY) private readonly directory: UserDirectory | undefined,
  ) {}

  async find({ projectId, invitationId }: InvitationOf, { actor }: CommandContext): Promise<Addressee> {
    const now = new Date();
    const [address, own] = await Promise.all([this.addresses.find(invitationId), this.directory?.emailOf(actor)]);
    return { isAddressee: address !== undefined && address.projectId === projectId && address.email === own, now };
  }
}

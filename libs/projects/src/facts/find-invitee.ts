import { Inject, Injectable, Optional } from '@nestjs/common';
import { USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { FactFinder } from '#libs/slice';
import { INVITED_ADDRESSES, type InvitedAddresses } from '../invitations/invited-addresses.js';
import type { Invitee } from '../write/invite-person.js';

/** Whose the address of an invitation is, and how long it is kept. Without a directory it is nobody's. */
@Injectable()
export class FindInvitee implements FactFinder<{ readonly invitationId: string }, Invitee> {
  constructor(
    @Inject(INVITED_ADDRESSES) private readonly addresses: InvitedAddresses,
    @Optional() @Inject(USER_DIRECTORY) private readonly directory: UserDirectory | undefined,
  ) {}

  async find({ invitationId }: { readonly invitationId: string }): Promise<Invitee> {
    const now = new Date();
    const address = await this.addresses.find(invitationId);
    const person = address && (await this.directory?.lookup(address.email));
    return { now, expiresAt: address?.expiresAt, userId: person?.userId };
  }
}

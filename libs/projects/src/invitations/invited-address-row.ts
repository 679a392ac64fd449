import type { InvitedAddress } from './invited-address.js';

export interface InvitedAddressRow extends Omit<InvitedAddress, 'invitationId'> {
  /** The invitation's id. */
  readonly _id: string;
}

/** For whom an invitation is. */
export interface InvitedAddress {
  readonly invitationId: string;
  readonly projectId: string;
  /** Lower case. */
  readonly email: string;
  readonly expiresAt: Date;
}

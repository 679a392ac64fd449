import type { InvitedAddress } from './invited-address.js';

/**
 * The e-mail addresses of those who are invited. Not derived from events, since a log cannot forget; one without its event means nothing,
 * and neither does one whose invitation was answered or withdrawn. Those that are over are not found, and go.
 */
export interface InvitedAddresses {
  /** Keeps it for as long as an invitation is good. `isNew`: it was not kept for this project already. */
  keep(projectId: string, email: string): Promise<{ readonly address: InvitedAddress; readonly isNew: boolean }>;
  find(invitationId: string): Promise<InvitedAddress | undefined>;
  ofProject(projectId: string): Promise<readonly InvitedAddress[]>;
  /** In any case. */
  ofEmail(email: string): Promise<readonly InvitedAddress[]>;
  /** Nothing there is success. */
  forget(invitationId: string): Promise<void>;
  /** Of all projects. */
  erase(email: string): Promise<void>;
}

export const INVITED_ADDRESSES = Symbol('InvitedAddresses');

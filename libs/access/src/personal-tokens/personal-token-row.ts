import type { GlobalRole } from '../authentication/principal.js';

export interface PersonalTokenRow {
  /** SHA-256 of the token, hexadecimal. */
  readonly _id: string;
  readonly tokenId: string;
  readonly userId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt?: Date;
  /** What the identity provider said at the person's last sign-in, and when that was. */
  readonly roles: readonly GlobalRole[];
  readonly rolesSeenAt: Date;
}

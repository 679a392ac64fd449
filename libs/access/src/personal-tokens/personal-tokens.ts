import type { GlobalRole } from '../authentication/principal.js';
import type { PersonalToken } from './personal-token.js';

export interface NewPersonalToken {
  readonly userId: string;
  readonly name: string;
  readonly expiresAt: Date;
  readonly roles: ReadonlySet<GlobalRole>;
}

/** Whose a token is that was shown. */
export interface TokenBearer {
  readonly userId: string;
  readonly personalTokenId: string;
  readonly roles: ReadonlySet<GlobalRole>;
  readonly expiresAt: Date;
}

/** Tokens that people make for programs of theirs. Not derived from events, since a log cannot forget; kept by their hashes. */
export interface PersonalTokens {
  /** Undefined where the person has as many as there may be. The secret is known to nobody afterwards. */
  create(wanted: NewPersonalToken): Promise<{ readonly token: PersonalToken; readonly secret: string } | undefined>;
  /** Those that are good, the newest first. */
  list(userId: string): Promise<readonly PersonalToken[]>;
  /** Nothing there is success. */
  revoke(userId: string, tokenId: string): Promise<void>;
  /** All of a person. */
  erase(userId: string): Promise<void>;
  /** Undefined where it was revoked, is over or never was. */
  bearerOf(secret: string): Promise<TokenBearer | undefined>;
  /** The identity provider said so when the person signed in: what it says counts for their tokens too. */
  sawRoles(userId: string, roles: ReadonlySet<GlobalRole>): Promise<void>;
}

export const PERSONAL_TOKENS = Symbol('PersonalTokens');

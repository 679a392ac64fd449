import type { Principal } from '../authentication/principal.js';

/**
 * What a way into a session was asked for with; it leads in for as long as that is good. `personal-token`: a program's, until that is
 * revoked. `browser`: the one in which a person did, until they sign out there.
 */
export interface AccessCredential {
  readonly kind: 'personal-token' | 'browser';
  readonly id: string;
}

/** Undefined: a person asked, and did not say in which browser. A program has none. */
export const credentialOf = (
  { personalTokenId }: Pick<Principal, 'personalTokenId'>,
  browserId: string | undefined,
): AccessCredential | undefined => {
  if (personalTokenId !== undefined) return { kind: 'personal-token', id: personalTokenId };
  return browserId === undefined ? undefined : { kind: 'browser', id: browserId };
};

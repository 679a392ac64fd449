import { errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose';
import { IdentityProviderUnavailableError } from './identity-provider-unavailable-error.js';
import { InvalidTokenError, type InvalidTokenReason } from './invalid-token-error.js';
import { type IssuerKeys, type IssuerKeysOptions, issuerKeys } from './issuer-keys.js';
import type { GlobalRole } from './principal.js';
import { rolesIn } from './roles-claim.js';

export interface TokenVerifierOptions extends IssuerKeysOptions {
  /** The `aud` that tokens for this API carry. */
  readonly audience: string;
  /** The claim that holds global roles; a path with dots is allowed. Default `roles`. */
  readonly rolesClaim?: string | undefined;
  /** How far the provider's clock may differ from ours, seconds. Default 5. */
  readonly clockTolerance?: number | undefined;
  readonly now?: () => Date;
}

/** What a good token says about its bearer. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  readonly handle: string | undefined;
  readonly displayName: string | undefined;
  /**
   * Only where the issuer says that it verified it: people are found by their address and given rights. `null`: it says that it did not, so
   * that one from before is not theirs any more.
   */
  readonly email: string | null | undefined;
  readonly roles: ReadonlySet<GlobalRole>;
  readonly issuedAt: Date | undefined;
  readonly expiresAt: Date;
}

/** Asymmetric only: with HMAC the public key could be taken for a shared secret. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

const reasonByClaim: Readonly<Record<string, InvalidTokenReason>> = {
  aud: 'wrong-audience',
  iss: 'wrong-issuer',
  nbf: 'not-yet-valid',
};

const reasonFor = (error: unknown): InvalidTokenReason => {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return reasonByClaim[error.claim] ?? 'malformed';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'forged';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'forged';
  return 'malformed';
};

/** RFC 9068 says `at+jwt`; most providers say `JWT` or nothing. Tokens made for other ends (logout, DPoP) say so here. */
const isAccessTokenType = (typ: string | undefined): boolean =>
  typ === undefined || ['jwt', 'at+jwt'].includes(typ.toLowerCase().replace(/^application\//, ''));

/** Keycloak marks its tokens in the payload: an id token must not pass where client and audience share a name. */
const isIdToken = (claims: JWTPayload): boolean => claims['typ'] === 'ID';

const text = (claim: unknown): string | undefined => {
  const trimmed = typeof claim === 'string' ? claim.trim() : '';
  return trimmed === '' ? undefined : trimmed.slice(0, 256);
};

const emailIn = (claims: JWTPayload): string | null | undefined => {
  if (claims['email_verified'] === false) return null;
  return claims['email_verified'] === true ? text(claims['email']) : undefined;
};

const seconds = (value: number): Date => new Date(value * 1000);

const describeBearer = (claims: JWTPayload & { sub: string; exp: number }, issuer: string, rolesClaim: string) => ({
  issuer,
  subject: claims.sub,
  handle: text(claims['preferred_username']),
  displayName: text(claims['name']),
  email: emailIn(claims),
  roles: rolesIn(claims, rolesClaim),
  issuedAt: claims.iat === undefined ? undefined : seconds(claims.iat),
  expiresAt: seconds(claims.exp),
});

/** Verifies OIDC access tokens (JWT) of one issuer for one audience. */
export class TokenVerifier {
  readonly #keys: IssuerKeys;

  constructor(private readonly options: TokenVerifierOptions) {
    this.#keys = issuerKeys(options);
  }

  /** Rejects with `IdentityProviderUnavailableError` as long as the issuer has never been found. */
  async findIssuer(): Promise<void> {
    await this.#keys.find();
  }

  /**
   * Throws `InvalidTokenError` where the token is at fault, `IdentityProviderUnavailableError` where that could not be
   * found out.
   */
  async verify(token: string): Promise<VerifiedToken> {
    const { claims, header } = await this.#check(token);
    if (!isAccessTokenType(header.typ) || isIdToken(claims)) throw new InvalidTokenError('malformed');
    const { sub, exp } = claims;
    if (typeof sub !== 'string' || sub === '' || exp === undefined) throw new InvalidTokenError('malformed');
    return describeBearer({ ...claims, sub, exp }, this.options.issuer, this.options.rolesClaim ?? 'roles');
  }

  async #check(token: string): Promise<{ claims: JWTPayload; header: JWTHeaderParameters }> {
    const { issuer, audience, clockTolerance = 5, now } = this.options;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#keys.key, {
        issuer,
        audience,
        algorithms,
        clockTolerance,
        requiredClaims: ['sub', 'exp'],
        ...(now === undefined ? {} : { currentDate: now() }),
      });
      return { claims: payload, header: protectedHeader };
    } catch (error) {
      if (error instanceof InvalidTokenError || error instanceof IdentityProviderUnavailableError) throw error;
      throw new InvalidTokenError(reasonFor(error), { cause: error });
    }
  }
}

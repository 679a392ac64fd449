import { hkdfSync, randomUUID } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { AccessCredential } from './access-credential.js';

/**
 * `ticket`: once, from the API's answer to the gateway. `cookie`: each request of the browser that redeemed one.
 * `probe`: the worker's questions to the gateway, whether a run answers and when it was last active.
 */
export type SessionAccessPurpose = 'ticket' | 'cookie' | 'probe';

/** Whom a token lets in, and where. */
export interface SessionAccessToken {
  readonly launchId: string;
  /** For a probe, which is nobody's: the run that is meant. */
  readonly subject: string;
  /** Without one it leads in until it expires. */
  readonly credential?: AccessCredential | undefined;
  /** Unique: what a ticket is remembered by once it was redeemed. */
  readonly tokenId: string;
  readonly expiresAt: Date;
}

export interface SessionAccessTokensOptions {
  /** Shared by the API and all gateways; at least 32 characters (`loadSessionAccessSecret`). */
  readonly secret: string;
  readonly clock?: () => Date;
}

export const minimalSecretLength = 32;
/** The claims that hold a credential's id. */
const claimOf = { 'personal-token': 'personal_token', browser: 'browser' } as const;
const kinds = ['personal-token', 'browser'] as const satisfies readonly (keyof typeof claimOf)[];

const credentialIn = (payload: JWTPayload): { readonly credential?: AccessCredential } => {
  for (const kind of kinds) {
    const id = payload[claimOf[kind]];
    if (typeof id === 'string') return { credential: { kind, id } };
  }
  return {};
};

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

/**
 * The gateway's own short-lived tokens: JWTs signed with HS256. Each purpose has its own key, derived with HKDF (RFC 5869),
 * so a ticket can never pass for a cookie; the audience is the launch, so a cookie of one session is worthless at another.
 */
export class SessionAccessTokens {
  readonly #keys: Readonly<Record<SessionAccessPurpose, Uint8Array>>;
  readonly #clock: () => Date;

  constructor({ secret, clock = () => new Date() }: SessionAccessTokensOptions) {
    if (secret.length < minimalSecretLength) {
      throw new Error(
        `The gateway's secret has ${secret.length} characters; set one with at least ${minimalSecretLength}, or none to have one generated.`,
      );
    }
    // the label is fixed for ever: another one would refuse every ticket and cookie of the version before
    const keyFor = (purpose: SessionAccessPurpose): Uint8Array =>
      new Uint8Array(hkdfSync('sha256', secret, '', `renku-sessions way in: ${purpose}`, 32));
    this.#keys = { ticket: keyFor('ticket'), cookie: keyFor('cookie'), probe: keyFor('probe') };
    this.#clock = clock;
  }

  /** `lifetime` in seconds; the expiry is cut to whole seconds, as JWTs have it. */
  async issue(
    purpose: SessionAccessPurpose,
    { launchId, subject, credential }: Pick<SessionAccessToken, 'launchId' | 'subject' | 'credential'>,
    lifetime: number,
  ): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const issuedAt = seconds(this.#clock());
    const token = await new SignJWT(credential === undefined ? {} : { [claimOf[credential.kind]]: credential.id })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(launchId)
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetime)
      .sign(this.#keys[purpose]);
    return { token, expiresAt: new Date((issuedAt + lifetime) * 1000) };
  }

  /** `undefined` where the token is not one of ours for this purpose and launch, or is not valid any more. */
  async verify(
    purpose: SessionAccessPurpose,
    token: string,
    launchId: string,
  ): Promise<SessionAccessToken | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#keys[purpose], {
        algorithms: ['HS256'],
        audience: launchId,
        requiredClaims: ['sub', 'jti', 'exp'],
        currentDate: this.#clock(),
      });
      const { sub = '', jti = '', exp = 0 } = payload;
      return { launchId, subject: sub, ...credentialIn(payload), tokenId: jti, expiresAt: new Date(exp * 1000) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  /** Whether it would be valid, were it not signed with another secret. Nobody is let in by it: anybody can write such a token. */
  async isOfAnotherSecret(purpose: SessionAccessPurpose, token: string, launchId: string): Promise<boolean> {
    try {
      await jwtVerify(token, this.#keys[purpose], { algorithms: ['HS256'], currentDate: this.#clock() });
      return false;
    } catch (error) {
      return error instanceof errors.JWSSignatureVerificationFailed && this.#isCurrent(token, launchId);
    }
  }

  #isCurrent(token: string, launchId: string): boolean {
    try {
      const { aud, exp = 0 } = decodeJwt(token);
      return aud === launchId && exp > seconds(this.#clock());
    } catch (error) {
      if (error instanceof errors.JOSEError) return false;
      throw error;
    }
  }
}

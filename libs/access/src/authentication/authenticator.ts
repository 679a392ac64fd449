import { LRUCache } from 'lru-cache';
import type { PersonalTokenAuthentication } from '../personal-tokens/personal-token-authentication.js';
import { personalTokenSecret } from '../personal-tokens/personal-token-secret.js';
import { InvalidTokenError } from './invalid-token-error.js';
import type { Principal } from './principal.js';
import { PrincipalCache } from './principal-cache.js';
import type { TokenVerifier, VerifiedToken } from './token-verifier.js';
import type { UserDirectory } from './user-directory.js';

export interface AuthenticatedPrincipal extends Principal {
  /** When the token stops being good: a connection that lives longer must be shown a new one. */
  readonly expiresAt: Date;
}

export interface AuthenticatorOptions {
  readonly verifier: Pick<TokenVerifier, 'verify'>;
  readonly directory: Pick<UserDirectory, 'signIn'>;
  /** Of people, for programs. Without it there are none. */
  readonly personalTokens?: Pick<PersonalTokenAuthentication, 'authenticate' | 'sawRoles'>;
  /**
   * The name under which the directory keeps this provider's people, if not the issuer's address. Set it where the
   * address may change (another port, another host) while the people stay the same.
   */
  readonly realm?: string | undefined;
  /** Remembered tokens, at most. Default 5000. */
  readonly capacity?: number;
  /**
   * How long a token is not looked at again, milliseconds; an erasure that nobody told of is noticed after that at the
   * latest. Default 60 000.
   */
  readonly recheckAfter?: number;
  readonly now?: () => Date;
}

/** Erased people are refused by their id for as long as their row may still be there, which is a moment. */
const ERASED_KEPT = 10_000;

/** From a bearer token to a principal. */
export class Authenticator {
  readonly #cache: PrincipalCache;
  readonly #pending = new Map<string, Promise<AuthenticatedPrincipal>>();
  readonly #erased = new LRUCache<string, true>({ max: ERASED_KEPT });
  readonly #now: () => Date;
  /** Counts `forget`s, so that a sign-in which began before one does not fill the cache after it. */
  #forgotten = 0;

  constructor(private readonly options: AuthenticatorOptions) {
    this.#cache = new PrincipalCache(options.capacity ?? 5000);
    this.#now = options.now ?? (() => new Date());
  }

  /** Throws `InvalidTokenError` (401) or `IdentityProviderUnavailableError` (503). */
  async authenticate(bearerToken: string): Promise<AuthenticatedPrincipal> {
    const { personalTokens } = this.options;
    if (personalTokens !== undefined && personalTokenSecret.looksLike(bearerToken))
      return this.#unlessErased(await personalTokens.authenticate(bearerToken));
    const key = PrincipalCache.keyOf(bearerToken);
    const known = this.#cache.get(key, this.#now().getTime());
    if (known !== undefined) return known;
    const pending = this.#pending.get(key) ?? this.#begin(key, bearerToken);
    return await pending;
  }

  /** To be called when a person is erased: from now on they are refused, whatever they show. */
  forget(userId: string): void {
    this.#erased.set(userId, true);
    this.#forgotten++;
    this.#pending.clear();
    this.#cache.forget(userId);
  }

  #begin(key: string, token: string): Promise<AuthenticatedPrincipal> {
    const signingIn = this.#signIn(key, token).finally(() => {
      if (this.#pending.get(key) === signingIn) this.#pending.delete(key);
    });
    this.#pending.set(key, signingIn);
    return signingIn;
  }

  async #signIn(key: string, token: string): Promise<AuthenticatedPrincipal> {
    const forgotten = this.#forgotten;
    const verified = await this.options.verifier.verify(token);
    const principal = this.#unlessErased(await this.#principalOf(verified));
    await this.options.personalTokens?.sawRoles(principal.userId, principal.roles);
    const until = Math.min(verified.expiresAt.getTime(), this.#now().getTime() + (this.options.recheckAfter ?? 60_000));
    if (forgotten === this.#forgotten) this.#cache.set(key, principal, until);
    return principal;
  }

  #unlessErased(principal: AuthenticatedPrincipal): AuthenticatedPrincipal {
    if (this.#erased.has(principal.userId)) throw new InvalidTokenError('erased');
    return principal;
  }

  async #principalOf(verified: VerifiedToken): Promise<AuthenticatedPrincipal> {
    const { roles, expiresAt, ...identity } = verified;
    const person = await this.options.directory.signIn({
      ...identity,
      issuer: this.options.realm ?? verified.issuer,
    });
    return { userId: person.userId, displayName: person.displayName, roles, expiresAt };
  }
}

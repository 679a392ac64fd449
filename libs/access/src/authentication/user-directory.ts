/** What an identity provider says about a person who has just shown a token. */
export interface Identity {
  /** The identity provider, by the name the directory keeps it under: stays the same when its address changes. */
  readonly issuer: string;
  readonly subject: string;
  readonly handle?: string | undefined;
  readonly displayName?: string | undefined;
  /** `null`: not verified, whatever was known before. */
  readonly email?: string | null | undefined;
  /** When the token was issued: one from before an erasure does not bring its bearer back. */
  readonly issuedAt?: Date | undefined;
}

/** What other people may see of a person. */
export interface Person {
  readonly userId: string;
  readonly displayName: string;
}

/**
 * Who the opaque user ids are. The one collection that is not derived from events, because a log cannot forget: names and
 * e-mail addresses live here alone, and erasing the row leaves an id that means nobody.
 */
export interface UserDirectory {
  /**
   * Knows a person again, or mints a random UUIDv4 at the first sign-in; writes only what has changed.
   * Throws `InvalidTokenError('erased')` for a token from before the person's erasure.
   */
  signIn(identity: Identity): Promise<Person>;
  find(userId: string): Promise<Person | undefined>;
  /** By user id, of those that it knows. */
  displayNames(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** By the whole handle or the whole e-mail address, in any case; there is no search. */
  lookup(handleOrEmail: string): Promise<Person | undefined>;
  /** Where the person can be written to, as the identity provider has verified; undefined where nothing is known. */
  emailOf(userId: string): Promise<string | undefined>;
  /** Forgets the person; `false`: there was none. */
  erase(userId: string): Promise<boolean>;
}

export const USER_DIRECTORY = Symbol('UserDirectory');

/** What opens a person's repositories at one Git host. */
export interface RepositoryCredential {
  /** With its port, where that is not the one of its scheme. */
  readonly host: string;
  /** Of the one token that is there now: what a host says of it later is not said of the one in its place. Opens nothing. */
  readonly tokenId: string;
  readonly username: string;
  readonly token: string;
}

/**
 * People's own credentials. A driver asks for them right before a clone and keeps them nowhere: they are no part of RunSpec, which
 * is written down.
 */
export interface RepositoryCredentials {
  /** That person's, of the hosts of these repositories; nothing of a host without one. Rejects where that is not known just now. */
  of(userId: string, repositories: readonly { readonly url: string }[]): Promise<readonly RepositoryCredential[]>;
}

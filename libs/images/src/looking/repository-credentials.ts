import type { HostCredentials } from '#libs/code-hosts';

/** With what people show a code host who they are; also the token by which Nest provides it. */
export abstract class RepositoryCredentials {
  /** For the host of the repository's address; undefined where this person gave none. */
  abstract of(userId: string, url: string): Promise<HostCredentials | undefined>;
}

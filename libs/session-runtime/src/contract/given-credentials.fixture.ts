import type { RepositoryCredential, RepositoryCredentials } from '../repository-credentials.js';

/** What tests give people; of every repository, since drivers choose by host. */
export class GivenCredentials implements RepositoryCredentials {
  private readonly given = new Map<string, RepositoryCredential>();

  give(userId: string, credential: Omit<RepositoryCredential, 'username'>): void {
    this.given.set(userId, { username: 'oauth2', ...credential });
  }

  of(userId: string): Promise<readonly RepositoryCredential[]> {
    const credential = this.given.get(userId);
    return Promise.resolve(credential === undefined ? [] : [credential]);
  }
}

import type { RepositoryCredential, RepositoryCredentials } from '../repository-credentials.js';

/** Of all that is given. */
export const GIVEN_TOKEN = '7d1a1c7e-0000-4000-8000-000000000e01';

/** What tests give people; of every repository, since drivers choose by host. */
export class GivenCredentials implements RepositoryCredentials {
  private readonly given = new Map<string, RepositoryCredential>();

  give(userId: string, credential: Omit<RepositoryCredential, 'username' | 'tokenId'>): void {
    this.given.set(userId, { username: 'oauth2', tokenId: GIVEN_TOKEN, ...credential });
  }

  of(userId: string): Promise<readonly RepositoryCredential[]> {
    const credential = this.given.get(userId);
    return Promise.resolve(credential === undefined ? [] : [credential]);
  }
}

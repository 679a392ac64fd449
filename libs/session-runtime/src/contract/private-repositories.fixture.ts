import type { PrivateGitServer } from '../../../../test/support/private-git-server.js';
import type { GivenCredentials } from './given-credentials.fixture.js';
import type { RuntimeUnderTest } from './runtime-under-test.js';

/** The token that opens the private repository of a contract's Git server. */
export const privateToken = 'canary-of-the-contract-5b1c';

export const privateRepository = (
  { url, host, commit }: PrivateGitServer,
  credentials: GivenCredentials,
): NonNullable<RuntimeUnderTest['repositories']>['private'] => ({
  ...{ url, commit },
  connect: (userId, token) => credentials.give(userId, { host, token: token === 'good' ? privateToken : 'expired' }),
});

import { basicAuthorization, type OutboundAnswer, type OutboundRequest, UnreachableError } from '#libs/outbound';
import type { TokenState } from './connection.js';

export interface TokenToCheck {
  readonly host: string;
  readonly username?: string | undefined;
  readonly token: string;
  /** Address of a private repository at that host. */
  readonly repository?: string | undefined;
}

export interface TokenFound {
  readonly state: TokenState;
  readonly advice?: string;
}

type Ask = (request: OutboundRequest) => Promise<OutboundAnswer>;

/** Where hosts that everybody knows say whose a token is. What others are is not guessed: they are asked for a repository. */
const accounts: Readonly<Record<string, string>> = {
  'github.com': 'https://api.github.com/user',
  'gitlab.com': 'https://gitlab.com/api/v4/user',
  'codeberg.org': 'https://codeberg.org/api/v1/user',
};

const works: TokenFound = { state: 'works' };
const unchecked = (advice: string): TokenFound => ({ state: 'unchecked', advice });
const refused = (host: string): TokenFound => ({
  state: 'refused',
  advice: `${host} refuses this token. Make a new one there that may read repositories, and give it here.`,
});

const basic = ({ username = 'oauth2', token }: TokenToCheck): string => basicAuthorization(username, token);

/** Whether a token is good, by a real request to its host. What cannot be told is said to be unchecked, with the reason. */
export class TokenCheck {
  constructor(private readonly ask: Ask) {}

  async check(given: TokenToCheck): Promise<TokenFound> {
    const { host, repository } = given;
    const account = accounts[host];
    try {
      if (repository !== undefined) return await this.#atRepository(given, repository);
      if (account !== undefined) return await this.#atAccount(given, account);
      return unchecked('Name one of your private repositories there to have it tried.');
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      return unchecked(`${host} did not answer. Give it once more later.`);
    }
  }

  /** As Git asks. A public repository shows itself to any token, so that one says nothing. */
  async #atRepository(given: TokenToCheck, repository: string): Promise<TokenFound> {
    const url = `${repository.replace(/\/+$/, '')}/info/refs?service=git-upload-pack`;
    const { status: toEverybody } = await this.ask({ url });
    if (toEverybody === 200)
      return unchecked('That repository is public: any token opens it. Name a private one to have yours tried.');
    return verdict(given, await this.ask({ url, headers: { authorization: basic(given) } }), url);
  }

  async #atAccount(given: TokenToCheck, url: string): Promise<TokenFound> {
    const headers = { authorization: `Bearer ${given.token}`, 'user-agent': 'renku-sessions' };
    const answer = await this.ask({ url, headers });
    // a token for repositories alone may be good without being allowed to say whose it is
    if (answer.status !== 403) return verdict(given, answer, url);
    return unchecked('This token may not be asked whose it is. Name a private repository to have it tried.');
  }
}

function verdict({ host, repository }: TokenToCheck, { status, url }: OutboundAnswer, asked: string): TokenFound {
  if (status === 200 && new URL(url).origin === new URL(asked).origin) return works;
  if (status === 401 || status === 403) return refused(host);
  if (status === 404 && repository !== undefined)
    return {
      state: 'refused',
      advice: `${host} shows this token no repository at ${repository}. Check the address, and what the token may read.`,
    };
  return unchecked(`${host} answered with status ${status}. Give it once more later.`);
}

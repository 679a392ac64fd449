import { ErrorResponse, type UserManager } from 'oidc-client-ts';
import { Unreachable } from '../api/unreachable.js';
import { SignInOver } from './sign-in-over.js';

const LOCK = 'renku-sessions.renewal';

/** As the library throws them: network errors are TypeErrors there. */
const inOurWords = (error: unknown): unknown => {
  if (error instanceof ErrorResponse) return new SignInOver(undefined, { cause: error });
  return error instanceof TypeError ? new Unreachable(error) : error;
};

/** A refresh token is good for one use: whoever needs a new access token waits until no other tab asks for one, and takes that. */
export class Renewal {
  constructor(private readonly manager: UserManager) {}

  /** Instead of the access token `old`. */
  instead(old: string): Promise<string> {
    return navigator.locks.request(LOCK, async () => {
      const user = await this.manager.getUser();
      if (user !== null && user.access_token !== old && user.expired !== true) return user.access_token;
      if (user?.refresh_token === undefined) throw new SignInOver();
      return this.ask();
    });
  }

  private async ask(): Promise<string> {
    const { resource } = this.manager.settings;
    try {
      const renewed = await this.manager.signinSilent(resource === undefined ? {} : { resource });
      if (renewed === null) throw new SignInOver();
      return renewed.access_token;
    } catch (error) {
      throw inOurWords(error);
    }
  }
}

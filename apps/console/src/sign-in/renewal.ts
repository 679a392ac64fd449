import { ErrorResponse, type UserManager } from 'oidc-client-ts';
import { pause } from '../api/pause.js';
import { Unreachable } from '../api/unreachable.js';
import { SignInOver } from './sign-in-over.js';

const LOCK = 'renku-sessions.renewal';
/**
 * Another tab may have the lock before it sees what was stored under it: in Chromium one of thirteen times where it is let go of at
 * once, one of eight hundred 5 ms later, and never 20 ms later.
 */
const STORED_EVERYWHERE_MS = 500;

type Manager = Pick<UserManager, 'getUser' | 'signinSilent' | 'settings'>;
type Locks = Pick<LockManager, 'request'>;

/** As the library throws them: network errors are TypeErrors there. */
const inOurWords = (error: unknown): unknown => {
  if (error instanceof ErrorResponse) return new SignInOver(undefined, { cause: error });
  return error instanceof TypeError ? new Unreachable(error) : error;
};

/** A refresh token is good for one use: whoever needs a new access token waits until no other tab asks for one, and takes that. */
export class Renewal {
  /** What is asked for instead of a token, until it is answered: all of a tab wait for one answer. */
  private readonly asked = new Map<string, Promise<string>>();

  constructor(
    private readonly manager: Manager,
    private readonly locks: Locks = navigator.locks,
  ) {}

  /** Instead of the access token `old`. */
  instead(old: string): Promise<string> {
    const asked = this.asked.get(old) ?? this.inTurn(old).finally(() => this.asked.delete(old));
    this.asked.set(old, asked);
    return asked;
  }

  private inTurn(old: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const take = async (): Promise<void> => {
        const user = await this.manager.getUser();
        if (user !== null && user.access_token !== old && user.expired !== true) return resolve(user.access_token);
        if (user?.refresh_token === undefined) throw new SignInOver();
        resolve(await this.ask());
        await pause(STORED_EVERYWHERE_MS);
      };
      this.locks.request(LOCK, take).catch(reject);
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

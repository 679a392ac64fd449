import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { cookieValues } from '#libs/access';
import type { IdentitySecrets } from './identity-secrets.js';

const cookieName = 'renku_sessions_browser';

/** As long as browsers keep a cookie: 400 days. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * What a browser has to show before it may sign in as a demo user, since nobody needs a password: another user of the same
 * computer reaches the port, but not what was printed for whoever started the program. The same for as long as the other secrets.
 */
export class BrowserKey {
  readonly #key: string;

  constructor(
    { cookieKey }: IdentitySecrets,
    private readonly mountPath: string,
  ) {
    this.#key = createHmac('sha256', cookieKey).update('browser-key').digest('base64url');
  }

  /** Below the provider's path, where a browser gets the cookie. */
  get path(): string {
    return `/open?key=${this.#key}`;
  }

  get cookie(): string {
    const attributes = [`path=${this.mountPath}/`, 'httponly', 'samesite=lax', `max-age=${COOKIE_SECONDS}`];
    return [`${cookieName}=${this.#key}`, ...attributes].join('; ');
  }

  matches(key: string | null): boolean {
    return key !== null && timingSafeEqual(hash(key), hash(this.#key));
  }

  isShownBy({ headers }: IncomingMessage): boolean {
    return cookieValues(headers.cookie, cookieName).some((value) => this.matches(value));
  }
}

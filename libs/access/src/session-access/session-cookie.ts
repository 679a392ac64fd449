import { cookiePair, cookieValues } from './cookie-values.js';

/** Seconds; who works longer opens the session again from the console. */
export const sessionCookieLifetime = 12 * 60 * 60;

const bareName = 'renku-session';
const hostName = `__Host-${bareName}`;

const isOurs = (text: string): boolean => [bareName, hostName].includes(cookiePair(text).name);

/**
 * The cookie that stands for a redeemed ticket: of this host alone (no Domain), out of reach of the page's scripts, sent
 * by other sites only with a navigation. The prefix `__Host-` makes the browser itself insist on that; it demands https.
 */
export class SessionCookie {
  readonly name: string;

  constructor(private readonly https: boolean) {
    this.name = https ? hostName : bareName;
  }

  /** A `Set-Cookie` header's value. */
  write(token: string): string {
    const attributes = `Path=/; Max-Age=${sessionCookieLifetime}; HttpOnly; SameSite=Lax`;
    return `${this.name}=${token}; ${attributes}${this.https ? '; Secure' : ''}`;
  }

  /** All values of our name in a `Cookie` header. */
  read(header: string | undefined): string[] {
    return cookieValues(header, this.name);
  }

  /** A `Cookie` header without ours, for the session; `undefined` where nothing is left. */
  static strip(header: string): string | undefined {
    const others = header.split(';').filter((pair) => pair.trim() !== '' && !isOurs(pair));
    return others.length === 0 ? undefined : others.join(';').trim();
  }

  /** Whether a session may set this (a `Set-Cookie` header's value): neither ours, nor one that reaches other hosts. */
  static mayBeSetBySession(setCookie: string): boolean {
    const [pair = '', ...attributes] = setCookie.split(';');
    return !isOurs(pair) && !attributes.some((attribute) => cookiePair(attribute).name.toLowerCase() === 'domain');
  }
}

const bareName = 'renku-session';
const hostName = `__Host-${bareName}`;

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Trimmed as RFC 6265 §5.2 does; of a cookie without a name, the browser sends the value alone. */
const pairIn = (text: string): Pair => {
  const [name = '', ...rest] = text.replace(/^[\s=]+/, '').split('=');
  return { name: name.trim(), value: rest.join('=').trim() };
};

const isOurs = (text: string): boolean => [bareName, hostName].includes(pairIn(text).name);

/**
 * The cookie that stands for a redeemed ticket: of this host alone (no Domain), out of reach of the page's scripts, sent
 * by other sites only with a navigation. The prefix `__Host-` makes the browser itself insist on that; it demands https.
 */
export class SessionCookie {
  readonly name: string;

  constructor(private readonly https: boolean) {
    this.name = https ? hostName : bareName;
  }

  /** A `Set-Cookie` header's value; `lifetime` in seconds. */
  write(token: string, lifetime: number): string {
    const attributes = `Path=/; Max-Age=${lifetime}; HttpOnly; SameSite=Lax`;
    return `${this.name}=${token}; ${attributes}${this.https ? '; Secure' : ''}`;
  }

  /**
   * All values of our name in a `Cookie` header. More than one is no error: on http a neighbouring host's page can plant
   * one, and must not be able to lock the user out by it.
   */
  read(header: string | undefined): string[] {
    return (header ?? '')
      .split(';')
      .map(pairIn)
      .flatMap(({ name, value }) => (name === this.name && value !== '' ? [value] : []));
  }

  /** A `Cookie` header without ours, for the session; `undefined` where nothing is left. */
  static strip(header: string): string | undefined {
    const others = header.split(';').filter((pair) => pair.trim() !== '' && !isOurs(pair));
    return others.length === 0 ? undefined : others.join(';').trim();
  }

  /** Whether a session may set this (a `Set-Cookie` header's value): neither ours, nor one that reaches other hosts. */
  static mayBeSetBySession(setCookie: string): boolean {
    const [pair = '', ...attributes] = setCookie.split(';');
    return !isOurs(pair) && !attributes.some((attribute) => pairIn(attribute).name.toLowerCase() === 'domain');
  }
}

/** Where consoles are that people sign in for. */
export interface ConsoleAddresses {
  /** As they will name them. */
  readonly redirectUris: readonly string[];
  /** On any port of these hosts: consoles of several processes of this machine (RFC 8252 §7.3). Default: as named. */
  readonly onAnyPort?: boolean;
}

const withoutPort = (origin: string): string => {
  const url = new URL(origin);
  url.port = '';
  return url.origin;
};

export const originsOf = (urls: readonly string[]): readonly string[] => [
  ...new Set(urls.map((url) => new URL(url).origin)),
];

/** For a page's `form-action`. */
export const formTargets = ({ redirectUris, onAnyPort = false }: ConsoleAddresses): readonly string[] =>
  onAnyPort ? originsOf(redirectUris).map((origin) => `${withoutPort(origin)}:*`) : originsOf(redirectUris);

/** Whether a script of that origin may use the provider. */
export const isConsole = (origin: string, { redirectUris, onAnyPort = false }: ConsoleAddresses): boolean => {
  const known = originsOf(redirectUris);
  if (!onAnyPort) return known.includes(origin);
  return URL.canParse(origin) && known.map(withoutPort).includes(withoutPort(origin));
};

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The same page under the host name that the identity provider on this machine knows it by; undefined: it is there already.
 * `localhost` and `127.0.0.1` are two origins to a browser, and the provider answers only one.
 */
export const ownAddress = (here: string, issuer: string): string | undefined => {
  const page = new URL(here);
  const known = new URL(issuer);
  const sameServer = loopback.has(page.hostname) && loopback.has(known.hostname) && page.port === known.port;
  if (!sameServer || page.hostname === known.hostname) return undefined;
  page.hostname = known.hostname;
  return page.href;
};

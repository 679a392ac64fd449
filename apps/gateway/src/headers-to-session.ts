import type { IncomingMessage } from 'node:http';
import { SessionCookie } from '#libs/access';
import type { Endpoint } from '#libs/session-runtime';
import { endToEndHeaders, type Header } from './end-to-end-headers.js';
import type { TrustedProxies } from './trusted-proxies.js';

/** The browser's word on these must not count: they are ours to say. */
const isOurs = (name: string): boolean =>
  name === 'authorization' || name === 'forwarded' || name === 'x-real-ip' || name.startsWith('x-forwarded-');

/** CGI-like servers make one of `-` and `_`, so a forged `X_Forwarded_For` counts as well. */
const canonical = (name: string): string => name.toLowerCase().replaceAll('_', '-');

const withoutOurCookie = (header: Header): Header[] => {
  const [name, value] = header;
  if (name.toLowerCase() !== 'cookie') return [header];
  const rest = SessionCookie.strip(value);
  return rest === undefined ? [] : [[name, rest]];
};

/** How the body is delimited on the next connection; Node would announce one for a POST that has none. */
const framing = ({ headers, method = 'GET' }: IncomingMessage): Header[] => {
  if (headers['transfer-encoding'] !== undefined) return [['Transfer-Encoding', 'chunked']];
  if (headers['content-length'] === undefined && ['POST', 'PUT', 'PATCH'].includes(method))
    return [['Content-Length', '0']];
  return [];
};

/**
 * What the session sees of a request: as the browser sent it, Host included, but for our cookie and claims about who sent
 * it; with the headers by which the session knows the gateway.
 */
export const headersToSession = (
  request: IncomingMessage,
  endpoint: Endpoint,
  { scheme, trusted }: { readonly scheme: string; readonly trusted: TrustedProxies },
): string[] => {
  const added: Header[] = [
    ['X-Forwarded-For', trusted.wayOf(request)],
    ['X-Forwarded-Host', request.headers.host ?? ''],
    ['X-Forwarded-Proto', scheme],
    ...Object.entries(endpoint.headers),
  ];
  const ours = new Set(added.map(([name]) => canonical(name)));
  const kept = endToEndHeaders(request.rawHeaders)
    .filter(([name]) => !isOurs(canonical(name)) && !ours.has(canonical(name)))
    .flatMap(withoutOurCookie);
  return [...kept, ...framing(request), ...added].flat();
};

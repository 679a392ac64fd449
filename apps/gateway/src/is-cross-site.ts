import type { IncomingMessage } from 'node:http';

const isSameOrigin = (origin: string, { headers }: IncomingMessage, scheme: string): boolean =>
  origin.toLowerCase() === `${scheme}://${headers.host ?? ''}`.toLowerCase();

const isLink = ({ headers, method }: IncomingMessage): boolean =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';

/**
 * Whether another site's page makes the browser ask, with the user's cookie. Sessions of one domain are same-site to each
 * other, so SameSite does not tell: Origin does (browsers send it with all that is not a plain GET), and Fetch Metadata for
 * the rest (W3C, "resource isolation"). Following a link to a session is fine; framing, embedding or posting to it is not.
 */
export const isCrossSite = (request: IncomingMessage, scheme: string): boolean => {
  const { origin, 'sec-fetch-site': site } = request.headers;
  // A page that hides where it is (Referrer-Policy: no-referrer), as frameworks have theirs do, hides it from its own forms, too.
  if (origin === 'null' && site === 'same-origin') return false;
  if (origin !== undefined) return !isSameOrigin(origin, request, scheme);
  return (site === 'cross-site' || site === 'same-site') && !isLink(request);
};

/** A WebSocket is not bound by the same-origin policy: its Origin must be there, and be the session's own (RFC 6455 §10.2). */
export const isOwnWebSocket = (request: IncomingMessage, scheme: string): boolean =>
  request.headers.origin !== undefined && isSameOrigin(request.headers.origin, request, scheme);

import type { IncomingMessage } from 'node:http';
import { SessionCookie } from '#libs/access';
import { endToEndHeaders, type Header } from './end-to-end-headers.js';

const reachFurther = new Set([
  // would lead the browser past the gateway
  'alt-svc',
  // clears the cookies of the whole domain, which are the ways into all other sessions
  'clear-site-data',
  // would have a proxy before the gateway (nginx, Apache, lighttpd) answer with what it alone may read
  'x-accel-redirect',
  'x-lighttpd-send-file',
  'x-sendfile',
]);

const mayPass = ([name, value]: Header): boolean => {
  const lowerCased = name.toLowerCase();
  return lowerCased === 'set-cookie' ? SessionCookie.mayBeSetBySession(value) : !reachFurther.has(lowerCased);
};

/** What the browser sees of a session's answer: all but cookies that are not the session's to set, and what is about more than it. */
export const headersToBrowser = (answer: IncomingMessage): Header[] =>
  endToEndHeaders(answer.rawHeaders).filter(mayPass);

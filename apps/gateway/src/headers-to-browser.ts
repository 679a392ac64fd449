import type { IncomingMessage } from 'node:http';
import { SessionCookie } from '#libs/access';
import { endToEndHeaders, type Header } from './end-to-end-headers.js';

const mayPass = ([name, value]: Header): boolean => {
  const lowerCased = name.toLowerCase();
  if (lowerCased === 'set-cookie') return SessionCookie.mayBeSetBySession(value);
  // Would lead the browser past the gateway.
  return lowerCased !== 'alt-svc';
};

/** What the browser sees of a session's answer: all but cookies that are not the session's to set. */
export const headersToBrowser = (answer: IncomingMessage): Header[] =>
  endToEndHeaders(answer.rawHeaders).filter(mayPass);

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BrowserKey } from './browser-key.js';
import type { Serve } from './load-provider.js';
import { messagePage, pageHeaders } from './pages.js';

/** What programs ask for, whose tokens and secrets are looked at there. All else is for browsers. */
const forPrograms = /^\/(\.well-known|jwks|token)(\/|\?|$)/;

const unknownBrowser =
  'Nobody needs a password here, so a browser has to open the address once that “npm start” printed on the line that begins with ' +
  '“open”. Whoever starts it again reads the same address.';

/**
 * Lets only browsers in that have the key. Of what is asked by others nothing is kept: there would be room for less of what belongs
 * to those who have it.
 */
export const requireBrowserKey =
  (key: BrowserKey, consoleUrl: string | undefined, serve: Serve): Serve =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (forPrograms.test(request.url ?? '') || key.isShownBy(request)) return await serve(request, response);
    response.writeHead(403, pageHeaders([])).end(messagePage('Signing in did not work', unknownBrowser, consoleUrl));
  };

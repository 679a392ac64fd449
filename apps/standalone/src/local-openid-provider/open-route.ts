import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BrowserKey } from './browser-key.js';
import { messagePage, pageHeaders } from './pages.js';

interface OpenRoute {
  readonly key: BrowserKey;
  /** Where it leads; undefined: of several consoles it is not known which. */
  readonly consoleUrl: string | undefined;
}

const keyIn = ({ url = '' }: IncomingMessage): string | null =>
  new URL(url, 'http://relative.invalid').searchParams.get('key');

/** The printed address: gives the browser that opens it the key, and leads on to the console. */
export const openRoute =
  ({ key, consoleUrl }: OpenRoute) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const send = (status: number, title: string, message: string): void => {
      response.writeHead(status, pageHeaders([])).end(messagePage(title, message, consoleUrl));
    };
    if (!key.matches(keyIn(request)))
      return send(403, 'This is not the printed address', 'Copy all of the line that begins with “open”.');
    response.setHeader('set-cookie', key.cookie);
    if (consoleUrl === undefined) return send(200, 'This browser may sign in now', 'Open your console.');
    response
      .writeHead(303, { location: consoleUrl, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .end();
  };

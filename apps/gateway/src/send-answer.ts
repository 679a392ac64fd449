import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { headersToBrowser } from './headers-to-browser.js';

/**
 * The session's answer, to the browser, as it comes. Where it ends before its end, so does the browser's connection: a
 * download that was cut must not look complete.
 */
export const sendAnswer = (answer: IncomingMessage, response: ServerResponse, isLast: boolean): void => {
  const headers = headersToBrowser(answer).flat();
  response.writeHead(
    answer.statusCode ?? 502,
    answer.statusMessage,
    isLast ? [...headers, 'Connection', 'close'] : headers,
  );
  // An event stream's first event may be hours away.
  response.flushHeaders();
  pipeline(answer, response, (error) => {
    if (error) response.destroy();
  });
};

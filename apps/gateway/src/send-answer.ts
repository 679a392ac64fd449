import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { headersToBrowser } from './headers-to-browser.js';
import { isCodedOtherwise } from './is-coded-otherwise.js';

/**
 * The session's answer, to the browser, as it comes. Where it ends before its end, so does the browser's connection: a
 * download that was cut must not look complete. Throws where it cannot be passed on as it is.
 */
export const sendAnswer = (answer: IncomingMessage, response: ServerResponse, isLast: boolean): void => {
  if (isCodedOtherwise(answer)) throw new Error('the session’s answer has a transfer coding that nobody asked for');
  // Node hands over a 101 that names no protocol as an answer; after it, nobody knows what the connection speaks.
  if (answer.statusCode === 101) throw new Error('the session switches to a protocol that it does not name');
  const headers = headersToBrowser(answer).flat();
  response.writeHead(
    answer.statusCode ?? 502,
    answer.statusMessage,
    isLast ? [...headers, 'Connection', 'close'] : headers,
  );
  // An event stream's first event may be hours away. Not by `flushHeaders`, which writes headers as UTF-8: they are bytes.
  response.write(Buffer.alloc(0));
  pipeline(answer, response, (error) => {
    if (error) response.destroy();
  });
};

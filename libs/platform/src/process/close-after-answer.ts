import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * From when the process is told to end, each answer is the last one on its connection: who keeps it open sends the next request
 * to another process, and none on a connection that is about to be closed. For a server whose listeners are there.
 */
export const closeAfterAnswer = (server: Server, ending: AbortSignal): void => {
  const close = (_request: IncomingMessage, response: ServerResponse): void => {
    if (ending.aborted) response.setHeader('Connection', 'close');
  };
  // before whoever answers; where nobody listens to `checkContinue`, Node answers it and goes on with `request`
  server.prependListener('request', close);
  if (server.listenerCount('checkContinue') > 0) server.prependListener('checkContinue', close);
};

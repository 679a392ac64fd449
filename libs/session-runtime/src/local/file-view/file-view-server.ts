import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { answersOf } from './answers-of.js';
import { queryOf } from './query-of.js';
import { sendError } from './send-error.js';
import { sendRefusal } from './send-refusal.js';
import type { WorkTree } from './work-tree.js';

/**
 * The session of a computer without Jupyter: it shows, edits and takes files, and runs nothing. Every request carries the
 * token, as with Jupyter. `onShutDown` is called once a user has shut it down.
 */
export function fileViewServer(tree: WorkTree, token: string, onShutDown: () => void): Server {
  const answers = answersOf(tree, onShutDown);
  return createServer((request, response) => {
    const query = queryOf(request.url ?? '/');
    const answer = async (): Promise<void> => {
      const refused = refusal(request, token);
      if (refused !== undefined) return sendRefusal(request, response, 403, refused);
      const found = answers[`${request.method ?? ''} ${query.place}`];
      if (found === undefined) return sendRefusal(request, response, 404, 'There is no such page.');
      await found({ request, response, query });
    };
    void answer().catch((error: unknown) => sendError(request, response, error));
  });
}

function refusal({ headers, method }: IncomingMessage, token: string): string | undefined {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`token ${token}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'Open this session from its page.';
  // Another site can make a browser send a form, but not a header.
  if (method !== 'GET' && headers['x-requested-with'] !== 'file-view') return 'Only the file view may change files.';
  return undefined;
}

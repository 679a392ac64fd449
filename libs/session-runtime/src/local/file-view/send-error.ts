import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendRefusal } from './send-refusal.js';
import { NotReplacedError, PathRefusedError } from './work-tree.js';

/** Of what nobody foresaw only the code: its words name directories of this computer. */
export function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof PathRefusedError) return sendRefusal(request, response, 400, error.message);
  if (error instanceof NotReplacedError) return sendRefusal(request, response, 412, error.message);
  const { code = 'an error' } = error as { code?: string };
  sendRefusal(request, response, 500, `This cannot be done here (${code}).`);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from '#libs/html';
import { sendJson } from './send-json.js';
import { sendPage } from './send-page.js';

/** To whoever follows a link a page with the way back; to a script what it can read. */
export function sendRefusal(
  { headers }: IncomingMessage,
  response: ServerResponse,
  status: number,
  message: string,
): void {
  if (headers.accept?.includes('text/html') !== true) return sendJson(response, status, { message });
  const back = html`<p>${message}</p><p><a href="/">Back to /work</a></p>`;
  sendPage(response, { path: '', content: back }, status);
}

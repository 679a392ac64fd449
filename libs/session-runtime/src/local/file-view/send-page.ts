import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Page, page } from './page.js';

/** What of a page may load or run: its own script and style, and images of /work. */
const policyFor = (nonce: string): string =>
  [
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:`,
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ].join('; ');

export function sendPage(response: ServerResponse, content: Page, status = 200): void {
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policyFor(nonce),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(page(content, nonce).text);
}

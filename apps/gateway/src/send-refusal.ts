import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { html } from '#libs/html';
import type { Refusal } from './refusal.js';

const page = ({ title, text }: Refusal, inConsole: string | undefined): string =>
  html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem; color-scheme: light dark; }
</style>
<h1>${title}</h1>
<p>${text}</p>
${inConsole === undefined ? '' : html`<p><a href="${inConsole}">Open it in the console</a></p>\n`}</html>
`.text;

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || (request.headers['content-length'] ?? '0') !== '0';

/** Answers a person with a page, a program with a line. */
export const sendRefusal = (
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  inConsole?: string,
): void => {
  const forPerson = request.headers.accept?.includes('text/html') ?? false;
  const body = forPerson ? page(refusal, inConsole) : `${refusal.title}. ${refusal.text}\n`;
  // The reason is given, lest one stays that a session tried to set.
  response.writeHead(refusal.status, STATUS_CODES[refusal.status], {
    ...headers,
    'content-type': `text/${forPerson ? 'html' : 'plain'}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    ...(refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) }),
    // A body that nobody is going to read would stand before the connection's next request.
    ...(hasBody(request) ? { connection: 'close' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
};

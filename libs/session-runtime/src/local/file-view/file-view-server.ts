import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { page } from './page.js';
import { PathRefusedError, type WorkTree } from './work-tree.js';

/** The largest file that is shown as text, in bytes; larger ones are downloaded. */
const maxTextBytes = 1024 * 1024;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly tree: WorkTree;
}

/**
 * The session of a computer without Jupyter: it shows, edits and takes files, and runs nothing. Every request carries the
 * token, as with Jupyter. `onShutDown` is called once a user has shut it down.
 */
export function fileViewServer(tree: WorkTree, token: string, onShutDown: () => void): Server {
  const routes: Record<string, (exchange: Exchange) => Promise<void> | void> = {
    'GET /': ({ response }) => sendPage(response),
    'GET /api/status': ({ response }) => sendJson(response, 200, { status: 'ok' }),
    'GET /api/tree': sendTree,
    'GET /api/text': sendText,
    'GET /api/download': sendDownload,
    'PUT /api/file': receiveFile,
    'POST /api/shutdown': ({ response }) => {
      response.once('finish', onShutDown);
      sendJson(response, 200, { status: 'shutting down' });
    },
  };
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://file-view');
    const route = routes[`${request.method ?? ''} ${url.pathname}`];
    const refused = refusal(request, token);
    const answer = async (): Promise<void> => {
      if (refused !== undefined) return sendJson(response, 403, { message: refused });
      if (route === undefined) return sendJson(response, 404, { message: 'There is no such page.' });
      await route({ request, response, tree, path: url.searchParams.get('path') ?? '' });
    };
    void answer().catch((error: unknown) => sendError(response, error));
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

function sendPage(response: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64');
  const allowed = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'`;
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `${allowed}; base-uri 'none'; form-action 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  response.end(page(nonce));
}

async function sendTree({ tree, path, response }: Exchange): Promise<void> {
  const entries = await tree.list(path);
  if (entries === undefined) return sendJson(response, 404, { message: `There is no directory ${path}.` });
  sendJson(response, 200, { entries });
}

async function sendText({ tree, path, response }: Exchange): Promise<void> {
  const file = await tree.open(path);
  if (file === undefined) return sendJson(response, 404, { message: `There is no file ${path}.` });
  try {
    const { size } = await file.stat();
    const bytes = size > maxTextBytes ? undefined : await file.readFile();
    const text = bytes === undefined ? undefined : decodeText(bytes);
    if (text !== undefined) return sendJson(response, 200, { text });
    sendJson(response, 415, { message: `${path} is not a text of up to 1 MiB. Download it instead.` });
  } finally {
    await file.close();
  }
}

async function sendDownload({ tree, path, response }: Exchange): Promise<void> {
  const file = await tree.open(path);
  if (file === undefined) return sendJson(response, 404, { message: `There is no file ${path}.` });
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    // RFC 6266; never shown in place, since its content is anybody's.
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`,
    'x-content-type-options': 'nosniff',
  });
  await pipeline(file.createReadStream(), response);
}

async function receiveFile({ tree, path, request, response }: Exchange): Promise<void> {
  await tree.write(path, request);
  sendJson(response, 200, { status: 'saved' });
}

function decodeText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  sendJson(response, error instanceof PathRefusedError ? 400 : 500, { message });
}

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { basename } from 'node:path/posix';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { html } from '#libs/html';
import { directoryPage } from './directory-page.js';
import { bytesToShow, filePage } from './file-page.js';
import { imageTypeOf } from './image-type-of.js';
import type { Query } from './query-of.js';
import { sendJson } from './send-json.js';
import { sendPage } from './send-page.js';
import { shownName } from './shown-name.js';
import { textOf } from './text-of.js';
import { entityTagOf, type Replacing, type TreeEntry, type WorkTree } from './work-tree.js';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: Query;
}

type Answer = (exchange: Exchange) => Promise<void> | void;

/** Of a directory, at a time. */
const entriesShown = 1000;

/** What the file view answers, by method and place. */
export const answersOf = (tree: WorkTree, onShutDown: () => void): Readonly<Record<string, Answer>> => ({
  'GET /': (exchange) => showPath(tree, exchange),
  'GET /raw': (exchange) => sendImage(tree, exchange),
  'GET /download': (exchange) => sendDownload(tree, exchange),
  'GET /archive': ({ response }) => sendArchive(tree, response),
  'GET /api/status': ({ response }) => sendJson(response, 200, { status: 'ok' }),
  'PUT /api/file': async ({ request, response, query }) => {
    await tree.write(query.path, request, replacingOf(request.headers));
    const entry = await tree.look(query.path);
    sendJson(response, 200, { status: 'saved', entityTag: entry && entityTagOf(entry) });
  },
  'POST /api/shutdown': ({ response }) => {
    response.once('finish', onShutDown);
    sendJson(response, 200, { status: 'shutting down' });
  },
});

const replacingOf = (headers: IncomingHttpHeaders): Replacing => {
  if (headers['if-none-match'] === '*') return 'nothing';
  const entityTag = headers['if-match'];
  return entityTag === undefined ? 'anything' : { entityTag };
};

const showPath = async (tree: WorkTree, { query, response }: Exchange): Promise<void> => {
  const entry = await tree.look(query.path);
  if (entry?.kind === 'directory') return showDirectory(tree, query, response);
  if (entry?.kind === 'file') return showFile(tree, query, { entry, response });
  const content = html`<p>There is no such file or directory.</p>`;
  sendPage(response, { path: query.path, content }, 404);
};

const showDirectory = async (tree: WorkTree, { path, from }: Query, response: ServerResponse): Promise<void> => {
  const part = await tree.list(path, { from, count: entriesShown });
  const content = directoryPage({ path, from, count: entriesShown, ...(part ?? { entries: [], total: 0 }) });
  sendPage(response, { path, content });
};

const showFile = async (
  tree: WorkTree,
  { path, as }: Query,
  { entry, response }: { entry: TreeEntry; response: ServerResponse },
): Promise<void> => {
  const wanted = imageTypeOf(path) === undefined || as !== undefined ? bytesToShow(path, entry.size) : 0;
  const isPart = wanted < entry.size;
  const text = textOf(await beginningOf(tree, path, wanted), isPart);
  sendPage(response, { path, content: await filePage({ path, as, entry, text, isPart }) });
};

const beginningOf = async (tree: WorkTree, path: string, length: number): Promise<Buffer> => {
  const file = await tree.open(path);
  try {
    const { bytesRead, buffer } = (await file?.read(Buffer.alloc(length), 0, length, 0)) ?? {
      bytesRead: 0,
      buffer: Buffer.alloc(0),
    };
    return buffer.subarray(0, bytesRead);
  } finally {
    await file?.close();
  }
};

/** An image for a page; opened by itself it is a document that may do nothing. */
const sendImage = async (tree: WorkTree, { query, response }: Exchange): Promise<void> => {
  const type = imageTypeOf(query.path);
  if (type === undefined)
    return sendJson(response, 415, { message: 'This is shown as no image. Download it instead.' });
  await sendFile(tree, query.path, response, {
    'content-type': type,
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  });
};

/** Never shown in place, since its content is anybody's. */
const sendDownload = (tree: WorkTree, { query, response }: Exchange): Promise<void> =>
  sendFile(tree, query.path, response, {
    'content-type': 'application/octet-stream',
    'content-disposition': attachment(shownName(basename(query.path))),
  });

/** RFC 6266. */
const attachment = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`;

const sendFile = async (
  tree: WorkTree,
  path: string,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> => {
  const file = await tree.open(path);
  if (file === undefined) return sendJson(response, 404, { message: 'There is no such file.' });
  response.writeHead(200, { ...headers, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  await pipeline(file.createReadStream(), response);
};

const sendArchive = async (tree: WorkTree, response: ServerResponse): Promise<void> => {
  const archive = await tree.archive();
  response.writeHead(200, {
    'content-type': 'application/gzip',
    'content-disposition': attachment('work.tar.gz'),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  await pipeline(archive, createGzip({ level: 1 }), response);
};

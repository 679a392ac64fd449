import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { FastifyServerOptions } from 'fastify';
import { ProblemError, problemDocument, sendProblem, toProblem } from '#libs/rest';

/** Characters of what was sent that an answer repeats, at most. */
const MOST_SHOWN = 50;

const isUndecodable = (part: string): boolean => {
  try {
    decodeURIComponent(part);
    return false;
  } catch {
    return true;
  }
};

const undecodable = (url: string): ProblemError => {
  const part = url.split('?', 1)[0]?.split('/').find(isUndecodable) ?? '';
  const advice =
    'In an address, % begins an escape, two hexadecimal digits for each byte of UTF-8, and is itself written %25.';
  return new ProblemError(
    'invalid-request',
    `${JSON.stringify(part.slice(0, MOST_SHOWN))} in the path cannot be decoded. ${advice}`,
  );
};

const tooLong = (): ProblemError =>
  new ProblemError(
    'uri-too-long',
    'A part of the path is longer than any id or name: look for what was put into it by mistake.',
  );

/** What the router itself refuses, in no library's words. */
const byRouter: Readonly<Record<string, (url: string) => ProblemError>> = {
  FST_ERR_BAD_URL: undecodable,
  FST_ERR_MAX_PARAM_LENGTH: tooLong,
};

const refusals: Readonly<Record<string, { statusCode: number; message: string }>> = {
  HPE_HEADER_OVERFLOW: { statusCode: 431, message: 'Send fewer or shorter headers: all of them may have 16 KiB.' },
  ERR_HTTP_REQUEST_TIMEOUT: { statusCode: 408, message: 'Send the whole request at once.' },
};

const unreadable = { statusCode: 400, message: 'This is no HTTP request.' };

/** No reply can be made for what could not be read: the bytes of an answer. */
const answerTo = ({ code }: { readonly code?: string }): string => {
  const problem = toProblem(Object.assign(new Error(), refusals[code ?? ''] ?? unreadable));
  const document = problemDocument(problem, randomBytes(16).toString('hex'));
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
};

/** What is refused before it comes to a route is a problem document too. */
export const frameworkRefusals = {
  frameworkErrors: (error, request, reply) =>
    void sendProblem(byRouter[error.code]?.(request.url) ?? error, request, reply),
  clientErrorHandler: (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (socket.writable) socket.write(answerTo(error));
    socket.destroy(error);
  },
} satisfies FastifyServerOptions;

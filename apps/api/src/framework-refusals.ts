import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { FastifyServerOptions } from 'fastify';
import { problemDocument, sendProblem, toProblem } from '#libs/rest';

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
  frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  clientErrorHandler: (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (socket.writable) socket.write(answerTo(error));
    socket.destroy(error);
  },
} satisfies FastifyServerOptions;

import type { IncomingMessage } from 'node:http';

/**
 * Whether a body has a transfer coding beside `chunked`, such as `gzip` (RFC 9112 §7). Node undoes `chunked` alone, and on the next connection nothing
 * would say that there is another one.
 */
export const isCodedOtherwise = ({ headers: { 'transfer-encoding': codings } }: IncomingMessage): boolean =>
  codings !== undefined && codings.trim().toLowerCase() !== 'chunked';

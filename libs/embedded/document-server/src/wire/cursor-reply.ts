import { bytesOf, type Doc } from '../bson/document.js';
import { outcome } from './outcome.js';

type Parts = readonly Uint8Array[];

const END = Buffer.from([0]);

const framed = (parts: Parts): Parts => {
  const head = Buffer.alloc(4);
  head.writeInt32LE(parts.reduce((sum, part) => sum + part.length, 5));
  return [head, ...parts, END];
};

const element = (type: number, name: string, value: Parts): Parts => [
  Buffer.from([type]),
  Buffer.from(`${name}\0`),
  ...value,
];

const arrayOf = (documents: readonly Uint8Array[]): Parts =>
  framed(documents.flatMap((document, at) => [Buffer.from(`\u0003${at}\0`, 'latin1'), document]));

/**
 * `{ cursor: { firstBatch | nextBatch, … }, ok: 1 }` around documents that are encoded already: they are not decoded again, and
 * copied once, as they may be many megabytes.
 */
export const cursorReply = (
  batch: 'firstBatch' | 'nextBatch',
  documents: readonly Uint8Array[],
  fields: Doc,
): Uint8Array => {
  const cursor = framed([...element(4, batch, arrayOf(documents)), bytesOf(fields).subarray(4, -1)]);
  return Buffer.concat(framed([...element(3, 'cursor', cursor), bytesOf({ ok: outcome.succeeded }).subarray(4, -1)]));
};

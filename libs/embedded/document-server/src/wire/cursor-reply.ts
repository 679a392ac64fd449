import { bytesOf, type Doc } from '../bson/document.js';
import { outcome } from './outcome.js';

const element = (type: number, name: string, value: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), value]);

const framed = (elements: readonly Uint8Array[]): Buffer => {
  const size = elements.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(size);
  return Buffer.concat([head, ...elements, Buffer.from([0])], size);
};

const arrayOf = (documents: readonly Uint8Array[]): Buffer => {
  const parts: Uint8Array[] = [];
  documents.forEach((document, at) => parts.push(Buffer.from(`\u0003${at}\0`, 'latin1'), document));
  return framed(parts);
};

/** `{ cursor: { firstBatch | nextBatch, … }, ok: 1 }` around documents that are encoded already: they are not decoded again. */
export const cursorReply = (
  batch: 'firstBatch' | 'nextBatch',
  documents: readonly Uint8Array[],
  fields: Doc,
): Uint8Array => {
  const cursor = framed([element(4, batch, arrayOf(documents)), bytesOf(fields).subarray(4, -1)]);
  return framed([element(3, 'cursor', cursor), bytesOf({ ok: outcome.succeeded }).subarray(4, -1)]);
};

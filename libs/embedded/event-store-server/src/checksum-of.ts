import { crc32 } from 'node:zlib';
import type { RecordedEvent } from './recorded-event.js';

const PRIME = 0x01000193;
const TWO_TO_32 = 2 ** 32;

/** One step of FNV-1a: what goes in different comes out different. */
const folded = (hash: number, word: number): number => Math.imul(hash ^ word, PRIME);

const foldedNumber = (hash: number, number: number): number =>
  folded(folded(hash, number | 0), Math.floor(number / TWO_TO_32));

const foldedText = (hash: number, text: string): number => {
  let result = folded(hash, text.length);
  for (let at = 0; at < text.length; at++) result = Math.imul(result ^ text.charCodeAt(at), PRIME);
  return result;
};

/** Of no bytes the library's answer depends on where they are not. */
const foldedBytes = (hash: number, bytes: Uint8Array): number => {
  const start = folded(hash, bytes.length);
  return bytes.length === 0 ? start : crc32(bytes, start >>> 0);
};

/**
 * A number of 33 bits over all that is stored of an event: an event that differs in a few bits has another. The lowest bit says
 * whether the data is JSON, so that the two share a column: each costs as much to read and write as the checksum to compute.
 */
export const checksumOf = (event: RecordedEvent): number => {
  const isJson = event.isJson ? 1 : 0;
  let hash = foldedNumber(isJson, event.position);
  hash = foldedNumber(hash, event.revision);
  hash = foldedNumber(hash, event.created);
  hash = foldedText(hash, event.stream);
  hash = foldedText(hash, event.id);
  hash = foldedText(hash, event.type);
  hash = foldedBytes(hash, event.data);
  return (foldedBytes(hash, event.metadata) >>> 0) * 2 + isJson;
};

import { crc32 } from 'node:zlib';
import type { RecordedEvent } from './recorded-event.js';

const PRIME = 0x01000193;
const TWO_TO_32 = 2 ** 32;
/** For fewer bytes a native call costs more than they do. */
const SHORT = 256;

/** One step of FNV-1a: what goes in different comes out different. */
const folded = (hash: number, word: number): number => Math.imul(hash ^ word, PRIME);

const foldedNumber = (hash: number, number: number): number =>
  folded(folded(hash, number | 0), Math.floor(number / TWO_TO_32));

const foldedText = (hash: number, text: string): number => {
  let result = folded(hash, text.length);
  for (let at = 0; at < text.length; at++) result = Math.imul(result ^ text.charCodeAt(at), PRIME);
  return result;
};

const foldedBytes = (hash: number, bytes: Uint8Array): number => {
  let result = folded(hash, bytes.length);
  if (bytes.length >= SHORT) return crc32(bytes, result >>> 0);
  for (let at = 0; at < bytes.length; at++) result = Math.imul(result ^ (bytes[at] ?? 0), PRIME);
  return result;
};

/** A number of 32 bits over all that is stored of an event: an event that differs in a few bits has another. */
export const checksumOf = (event: RecordedEvent): number => {
  let hash = foldedNumber(event.isJson ? 1 : 0, event.position);
  hash = foldedNumber(hash, event.revision);
  hash = foldedNumber(hash, event.created);
  hash = foldedText(hash, event.stream);
  hash = foldedText(hash, event.id);
  hash = foldedText(hash, event.type);
  hash = foldedBytes(hash, event.data);
  return foldedBytes(hash, event.metadata) >>> 0;
};

import { textEnd } from './text-end.js';
import { valueEnd } from './value-end.js';

const OBJECT = 0x03;
const ARRAY = 0x04;
const SCOPED_CODE = 0x0f;
const LENGTH = 4;
const SMALLEST = 5;

/** Where the document begins that is the value at `at`, or a part of it. */
const embeddedAt = (bytes: Buffer, type: number, at: number): number | undefined => {
  if (type === OBJECT || type === ARRAY) return at;
  if (type !== SCOPED_CODE || at + 2 * LENGTH > bytes.length) return undefined;
  return at + 2 * LENGTH + Math.max(0, bytes.readInt32LE(at + LENGTH));
};

interface Element {
  /** Where to read on: after the element, or within its document. */
  readonly next: number;
  /** Where its document ends, if it has one. */
  readonly opened?: number;
}

/** The element at `at` of a document that ends at `end`; undefined when it does not fit in there. */
const elementAt = (bytes: Buffer, at: number, end: number): Element | undefined => {
  const type = bytes[at] ?? 0;
  const value = textEnd(bytes, at + 1) + 1;
  const embedded = embeddedAt(bytes, type, value);
  if (embedded === undefined) {
    const next = valueEnd(bytes, type, value);
    return next < end ? { next } : undefined;
  }
  if (embedded + SMALLEST >= end) return undefined;
  const length = bytes.readInt32LE(embedded);
  const fits = length >= SMALLEST && embedded + length < end;
  return fits ? { next: embedded + LENGTH, opened: embedded + length } : undefined;
};

/**
 * How many levels of documents and arrays an encoded document has; undefined when its parts do not fit together. It keeps no
 * more than a number for each level: whoever decodes BSON calls itself for each, and so must know before.
 */
export const nestingOf = (encoded: Uint8Array): number | undefined => {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const ends = [bytes.length];
  let deepest = 1;
  let at = LENGTH;
  for (let end = ends.at(-1); end !== undefined; end = ends.at(-1)) {
    if (at === end - 1 && bytes[at] === 0) {
      ends.pop();
      at = end;
      continue;
    }
    const element = elementAt(bytes, at, end);
    if (element === undefined) return undefined;
    if (element.opened !== undefined) deepest = Math.max(deepest, ends.push(element.opened));
    at = element.next;
  }
  return deepest;
};

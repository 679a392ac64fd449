import { bytesOf, type Doc, typedOf } from './document.js';
import { framed } from './framed.js';
import { STRING, textOf } from './text-of.js';
import { valueEnd } from './value-end.js';

/** Of values that may be an id: no array, no pattern, and nothing that MongoDB has given up. */
const ID_TYPES = new Set([0x01, 0x02, 0x03, 0x05, 0x07, 0x08, 0x09, 0x0a, 0x10, 0x11, 0x12, 0x13]);
const ELEMENT_START = 4;
/** One byte of type, `_id` and its terminator. */
const VALUE_OFFSET = ELEMENT_START + 5;

const startsWithId = (bytes: Uint8Array): boolean =>
  bytes.length > VALUE_OFFSET && bytes[5] === 0x5f && bytes[6] === 0x69 && bytes[7] === 0x64 && bytes[8] === 0;

/**
 * The raw `_id` element (type, name, value) of a document that starts with it, as stored documents do.
 * Undefined when `_id` is elsewhere or of a type that may not be an id.
 */
export const idElementOf = (bytes: Uint8Array): Uint8Array | undefined => {
  if (!startsWithId(bytes)) return undefined;
  const type = bytes[ELEMENT_START] ?? 0;
  if (!ID_TYPES.has(type)) return undefined;
  const end = valueEnd(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), type, VALUE_OFFSET);
  return end >= bytes.length ? undefined : bytes.subarray(ELEMENT_START, end);
};

/**
 * The value in an `_id` element, with its exact BSON type. Most are strings, and there is one to decode for every document that is
 * read from disk or inserted.
 */
export const idValueOf = (element: Uint8Array): unknown =>
  element[0] === STRING ? textOf(element.subarray(VALUE_OFFSET - ELEMENT_START)) : typedOf(framed(element))._id;

export const idElement = (value: unknown): Uint8Array => bytesOf({ _id: value }).subarray(ELEMENT_START, -1);

/** Puts an `_id` element in front of a document that has none, without decoding it. */
export const prependId = (element: Uint8Array, bytes: Uint8Array): Uint8Array =>
  framed(element, bytes.subarray(ELEMENT_START, -1));

/** Moves `_id` to the front, where every stored document has it; a missing one is made. */
export const idFirst = (bytes: Uint8Array, makeId: () => unknown): Uint8Array => {
  if (startsWithId(bytes)) return bytes;
  const { _id, ...rest }: Doc = typedOf(bytes);
  return bytesOf({ _id: _id === undefined ? makeId() : _id, ...rest });
};

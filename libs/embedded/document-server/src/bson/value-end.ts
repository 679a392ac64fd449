import { textEnd } from './text-end.js';

const UNKNOWN = -1;

/** By type, which is one byte. */
const table = (entries: Readonly<Record<number, number>>): Int8Array => {
  const sizes = new Int8Array(256).fill(UNKNOWN);
  for (const [type, size] of Object.entries(entries)) sizes[Number(type)] = size;
  return sizes;
};

/** Sizes of values that have but one. */
const FIXED = table({
  0x01: 8,
  0x06: 0,
  0x07: 12,
  0x08: 1,
  0x09: 8,
  0x0a: 0,
  0x10: 4,
  0x11: 8,
  0x12: 8,
  0x13: 16,
  0xff: 0,
  0x7f: 0,
});
/** Types whose value begins with its length, and what has to be added to it. */
const PREFIXED = table({ 0x02: 4, 0x03: 0, 0x04: 0, 0x05: 5, 0x0c: 16, 0x0d: 4, 0x0e: 4, 0x0f: 0 });
const REGEX = 0x0b;

/** Where the value ends that begins at `at`; the end of the bytes where it has none. */
export const valueEnd = (bytes: Buffer, type: number, at: number): number => {
  const fixed = FIXED[type] ?? UNKNOWN;
  if (fixed !== UNKNOWN) return at + fixed;
  if (type === REGEX) return textEnd(bytes, textEnd(bytes, at) + 1) + 1;
  const extra = PREFIXED[type] ?? UNKNOWN;
  if (extra === UNKNOWN || at + 4 > bytes.length) return bytes.length;
  return at + Math.max(0, bytes.readInt32LE(at)) + extra;
};

const FIXED = new Map([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0xff, 0],
  [0x7f, 0],
]);
/** Types whose value begins with its length, and what has to be added to it. */
const PREFIXED = new Map([
  [0x02, 4],
  [0x03, 0],
  [0x04, 0],
  [0x05, 5],
  [0x0d, 4],
  [0x0e, 4],
  [0x0f, 0],
]);
const REGEX = 0x0b;

const stringEnd = (bytes: Buffer, from: number): number => {
  const end = bytes.indexOf(0, from);
  return end < 0 ? bytes.length : end;
};

const valueEnd = (bytes: Buffer, type: number, at: number): number => {
  const fixed = FIXED.get(type);
  if (fixed !== undefined) return at + fixed;
  if (type === REGEX) return stringEnd(bytes, stringEnd(bytes, at) + 1) + 1;
  const extra = PREFIXED.get(type);
  return extra === undefined || at + 4 > bytes.length ? bytes.length : at + Math.max(0, bytes.readInt32LE(at)) + extra;
};

/** The names of a document's own fields, without decoding their values. */
export const fieldNames = (encoded: Uint8Array): string[] => {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const names: string[] = [];
  for (let at = 4; at < bytes.length - 1; ) {
    const end = stringEnd(bytes, at + 1);
    names.push(bytes.toString('utf8', at + 1, end));
    at = valueEnd(bytes, bytes[at] ?? 0, end + 1);
  }
  return names;
};

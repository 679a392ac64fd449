import { textEnd } from './text-end.js';
import { valueEnd } from './value-end.js';

/** The names of a document's own fields, without decoding their values. */
export const fieldNames = (encoded: Uint8Array): string[] => {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const names: string[] = [];
  for (let at = 4; at < bytes.length - 1; ) {
    const end = textEnd(bytes, at + 1);
    names.push(bytes.toString('utf8', at + 1, end));
    at = valueEnd(bytes, bytes[at] ?? 0, end + 1);
  }
  return names;
};

import { type Doc, viewOf } from './document.js';
import { framed } from './framed.js';
import { textEnd } from './text-end.js';
import { STRING, textOf } from './text-of.js';
import { valueEnd } from './value-end.js';

const START = 4;

interface Wanted {
  readonly name: string;
  readonly encoded: Uint8Array;
}

/** Whether the name between these two is the wanted one. Most are none of them, and need not be decoded to tell that. */
const isAt = (bytes: Buffer, from: number, to: number, { encoded }: Wanted): boolean => {
  if (to - from !== encoded.length) return false;
  for (let at = from; at < to; at += 1) if (bytes[at] !== encoded[at - from]) return false;
  return true;
};

/** Reads the fields that these paths begin with, as {@link viewOf} gives them, without decoding the rest of a document. */
export const fieldsOf = (paths: readonly string[]): ((encoded: Uint8Array) => Doc) => {
  const names = new Set(paths.map((path) => path.split('.', 1)[0] ?? path));
  // assigned, it would be no field
  if (names.has('__proto__')) return viewOf;
  const wanted = [...names].map((name): Wanted => ({ name, encoded: Buffer.from(name) }));
  return (encoded) => {
    const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.length);
    const fields: Doc = {};
    const others: Buffer[] = [];
    for (let at = START, next = at; at < bytes.length - 1; at = next) {
      const type = bytes[at] ?? 0;
      const nameEnd = textEnd(bytes, at + 1);
      next = valueEnd(bytes, type, nameEnd + 1);
      const found = wanted.find((one) => isAt(bytes, at + 1, nameEnd, one));
      if (found === undefined) continue;
      if (type === STRING) fields[found.name] = textOf(bytes.subarray(nameEnd + 1, next));
      else others.push(bytes.subarray(at, next));
    }
    return others.length === 0 ? fields : Object.assign(fields, viewOf(framed(...others)));
  };
};

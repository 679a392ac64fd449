import { onDemand } from 'bson';
import { type Doc, viewOf } from './document.js';
import { framed } from './framed.js';
import { STRING, textOf } from './text-of.js';

/** The values of these fields, as {@link viewOf} gives them, without decoding the rest of the document. */
export const fieldsOf = (bytes: Uint8Array, names: ReadonlySet<string>): Doc => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const fields: Doc = {};
  for (const [type, nameOffset, nameLength, offset, length] of onDemand.parseToElements(bytes)) {
    const name = buffer.toString('utf8', nameOffset, nameOffset + nameLength);
    if (!names.has(name)) continue;
    if (type === STRING) fields[name] = textOf(buffer.subarray(offset, offset + length));
    else Object.assign(fields, viewOf(framed(buffer.subarray(nameOffset - 1, offset + length))));
  }
  return fields;
};

import { BinaryReader } from 'google-protobuf';
import { APPEND_LIMITS } from './append-limits.js';

/** An event's id, data and metadata. */
const OTHER_FIELDS = 3;

/** Whether a message has more than so many fields; looks at no more of them than it takes. */
export const hasMoreFieldsThan = (most: number, message: Uint8Array): boolean => {
  const reader = new BinaryReader(message);
  let fields = 0;
  while (fields <= most && reader.nextField()) {
    reader.skipField();
    fields += 1;
  }
  return fields > most;
};

/** Whether an event of a request, in the field of that number, has more fields than one may have, whichever they are. */
export const hasExcessiveEvent = (request: Uint8Array, eventField: number): boolean => {
  const reader = new BinaryReader(request);
  while (reader.nextField()) {
    if (reader.getFieldNumber() !== eventField) reader.skipField();
    else if (hasMoreFieldsThan(APPEND_LIMITS.properties + OTHER_FIELDS, reader.readBytes())) return true;
  }
  return false;
};

/** The request with no more than the first so many of its events, which are in the field of that number. */
export const withEvents = (request: Uint8Array, eventField: number, most: number): Uint8Array => {
  const reader = new BinaryReader(request);
  const kept = new Uint8Array(request.length);
  let [length, events] = [0, 0];
  for (let begin = 0; reader.nextField(); begin = reader.getCursor()) {
    reader.skipField();
    if (reader.getFieldNumber() === eventField && ++events > most) continue;
    kept.set(request.subarray(begin, reader.getCursor()), length);
    length += reader.getCursor() - begin;
  }
  return kept.subarray(0, length);
};

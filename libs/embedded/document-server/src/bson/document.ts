import { BSON } from 'bson';

/** A decoded BSON document. */
export type Doc = Record<string, unknown>;

const VIEW: BSON.DeserializeOptions = { bsonRegExp: true, validation: { utf8: false } };
const TYPED: BSON.DeserializeOptions = {
  promoteValues: false,
  promoteLongs: false,
  bsonRegExp: true,
  validation: { utf8: false },
};

/** Decodes for reading and comparing: numbers are JavaScript numbers, except int64 beyond 2^53, which stay Long. */
export const viewOf = (bytes: Uint8Array): Doc => BSON.deserialize(bytes, VIEW);

/** Decodes so that encoding again gives the same types: int32, int64, double and -0 stay apart. */
export const typedOf = (bytes: Uint8Array): Doc => BSON.deserialize(bytes, TYPED);

/** Decodes one level: embedded documents stay bytes, so that what is stored is what was sent. */
export const shallowOf = (bytes: Uint8Array): Doc => BSON.deserialize(bytes, { raw: true });

export const bytesOf = (doc: Doc): Uint8Array => BSON.serialize(doc, { ignoreUndefined: false });

/** True for `{…}`; false for arrays, dates and BSON's own value classes. */
export const isDoc = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

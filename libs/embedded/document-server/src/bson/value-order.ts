import { type Binary, type BSONRegExp, type Decimal128, type Long, type ObjectId, type Timestamp } from 'bson';
import { type Doc } from './document.js';

/** MongoDB's order of types; values of different types never compare as equal. */
const TAG = {
  minKey: '\u0001',
  emptyArray: '\u0003',
  null: '\u0005',
  number: '\u000a',
  string: '\u000f',
  object: '\u0014',
  array: '\u0019',
  binary: '\u001e',
  objectId: '\u0023',
  boolean: '\u0028',
  date: '\u002d',
  timestamp: '\u002f',
  regex: '\u0032',
  code: '\u003c',
  maxKey: '\u007f',
} as const;

const scratch = new DataView(new ArrayBuffer(8));

const doubleKey = (value: number): string => {
  scratch.setFloat64(0, value === 0 ? 0 : value);
  let high = scratch.getUint32(0);
  let low = scratch.getUint32(4);
  if (high >>> 31 === 1) {
    high = ~high >>> 0;
    low = ~low >>> 0;
  } else high = (high | 0x80000000) >>> 0;
  return String.fromCharCode(high >>> 16, high & 0xffff, low >>> 16, low & 0xffff);
};

/** What a double cannot hold of an int64 is at most ±512, which fits in one character. */
const EXACT = '\u8000';

const numberKey = (value: number): string =>
  TAG.number + (Number.isNaN(value) ? '\u0000\u0000\u0000\u0000' : doubleKey(value)) + EXACT;

const longKey = (value: Long): string => {
  const nearest = value.toNumber();
  if (Number.isSafeInteger(nearest)) return numberKey(nearest);
  return TAG.number + doubleKey(nearest) + String.fromCharCode(0x8000 + Number(value.toBigInt() - BigInt(nearest)));
};

const textKey = (value: string): string =>
  `${value.includes('\u0000') ? value.replaceAll('\u0000', '\u0000\u0001') : value}\u0000\u0000`;

const uint32Key = (value: number): string => String.fromCharCode(value >>> 16, value & 0xffff);

const binaryKey = (value: Binary): string =>
  TAG.binary +
  uint32Key(value.length()) +
  String.fromCharCode(value.sub_type) +
  Buffer.from(value.value()).toString('latin1');

const arrayKey = (values: readonly unknown[]): string => `${TAG.array}${values.map(orderKey).join('')}\u0000`;

const objectKey = (value: object): string => {
  let key: string = TAG.object;
  for (const [name, field] of Object.entries(value)) {
    const fieldKey = orderKey(field);
    key += fieldKey.charAt(0) + textKey(name) + fieldKey;
  }
  return `${key}\u0000`;
};

const bsonKeys: Record<string, (value: never) => string> = {
  Int32: (value: { value: number }) => numberKey(value.value),
  Double: (value: { value: number }) => numberKey(value.value),
  Long: longKey,
  // Decimal128 is ordered by its nearest double: exact to 15 digits.
  Decimal128: (value: Decimal128) => numberKey(Number(value.toString())),
  ObjectId: (value: ObjectId) => TAG.objectId + value.toHexString(),
  Binary: binaryKey,
  Timestamp: (value: Timestamp) => TAG.timestamp + uint32Key(value.t) + uint32Key(value.i),
  BSONRegExp: (value: BSONRegExp) => TAG.regex + textKey(value.pattern) + textKey(value.options),
  BSONSymbol: (value: { value: string }) => TAG.string + textKey(value.value),
  MinKey: () => TAG.minKey,
  MaxKey: () => TAG.maxKey,
  Code: (value: { code: unknown }) => TAG.code + textKey(String(value.code)),
};

const classKey = (value: object): string => {
  if (Array.isArray(value)) return arrayKey(value);
  if (value instanceof Date) return TAG.date + doubleKey(value.getTime());
  if (value instanceof RegExp) return TAG.regex + textKey(value.source) + textKey(value.flags);
  const bsonType = (value as Doc)._bsontype;
  const key = typeof bsonType === 'string' ? bsonKeys[bsonType] : undefined;
  return key === undefined ? objectKey(value) : key(value as never);
};

/**
 * A string that sorts (by UTF-16 code unit) as MongoDB sorts the value; equal values of different number types have equal
 * keys. No key is a prefix of another one, so keys can be concatenated into compound keys.
 */
export const orderKey = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return TAG.string + textKey(value);
    case 'number':
      return numberKey(value);
    case 'boolean':
      return TAG.boolean + (value ? '\u0002' : '\u0001');
    case 'bigint':
      return numberKey(Number(value));
    case 'object':
      return value === null ? TAG.null : classKey(value);
    default:
      return TAG.null;
  }
};

/** An empty array sorts below null, as in MongoDB's indexes. */
export const EMPTY_ARRAY_KEY: string = TAG.emptyArray;

/** Turns an order key around, for descending fields. */
export const invertedKey = (key: string): string => {
  let inverted = '';
  for (let i = 0; i < key.length; i++) inverted += String.fromCharCode(0xffff - key.charCodeAt(i));
  return inverted;
};

/** Negative, zero or positive, in MongoDB's order over all types. */
export const compareValues = (a: unknown, b: unknown): number => {
  const isPlain =
    typeof a === typeof b && (typeof a === 'string' || (typeof a === 'number' && !Number.isNaN(a) && !Number.isNaN(b)));
  const [left, right] = isPlain ? [a as string, b as string] : [orderKey(a), orderKey(b)];
  return left === right ? 0 : left < right ? -1 : 1;
};

/** Comparison operators match values of the same type only; all number types are one. */
export const sameType = (a: unknown, b: unknown): boolean => orderKey(a).charAt(0) === orderKey(b).charAt(0);

import { BSONRegExp } from 'bson';
import { type Doc } from '../bson/document.js';
import { candidatesAt, valuesAt } from '../bson/field-path.js';
import { compareValues, orderKey, sameType } from '../bson/value-order.js';
import { CommandError } from '../errors.js';
import { clientPattern } from './client-pattern.js';

type Predicate = (doc: Doc) => boolean;
type Operator = (path: string, operand: unknown) => Predicate;

const comparable = (a: unknown, b: unknown): boolean =>
  typeof a === typeof b && typeof a !== 'object' ? true : sameType(a, b);

const ordered =
  (holds: (order: number) => boolean): Operator =>
  (path, operand) =>
  (doc) =>
    candidatesAt(doc, path).some((value) => comparable(value, operand) && holds(compareValues(value, operand)));

type TextTest = (text: string) => boolean;

const patternTest = (value: unknown): TextTest | undefined =>
  value instanceof BSONRegExp ? clientPattern(value.pattern, value.options).test : undefined;

const equals = (operand: unknown): ((value: unknown) => boolean) => {
  const matches = patternTest(operand);
  const key = orderKey(operand);
  if (matches !== undefined) return (value) => (typeof value === 'string' ? matches(value) : orderKey(value) === key);
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  return (value) => (typeof value === 'string' ? false : orderKey(value) === key);
};

const $eq: Operator = (path, operand) => {
  const test = equals(operand);
  return (doc) => candidatesAt(doc, path).some(test);
};

const not =
  (operator: Operator): Operator =>
  (path, operand) => {
    const test = operator(path, operand);
    return (doc) => !test(doc);
  };

const $in: Operator = (path, operand) => {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$in needs an array');
  const keys = new Set(operand.map(orderKey));
  const patterns = operand.map(patternTest).filter((matches) => matches !== undefined);
  return (doc) =>
    candidatesAt(doc, path).some(
      (value) => keys.has(orderKey(value)) || (typeof value === 'string' && patterns.some((matches) => matches(value))),
    );
};

const $exists: Operator = (path, operand) => {
  const wanted = operand !== false && operand !== 0 && operand !== null;
  return (doc) => valuesAt(doc, path).some((value) => value !== undefined) === wanted;
};

const TYPE_TAGS: Record<string, unknown> = {
  ...{ string: '', object: {}, array: [], bool: true, null: null, number: 0, date: new Date(0), regex: /./ },
  ...{ 2: '', 3: {}, 4: [], 8: true, 10: null, 9: new Date(0), 11: /./ },
};
const BSON_CLASSES: Record<string, string> = {
  objectId: 'ObjectId',
  binData: 'Binary',
  decimal: 'Decimal128',
  timestamp: 'Timestamp',
  7: 'ObjectId',
  5: 'Binary',
  19: 'Decimal128',
  17: 'Timestamp',
};

const isInt32 = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
const NUMBERS: Record<string, (value: unknown) => boolean> = {
  int: isInt32,
  long: (value) => typeof value === 'object' || (Number.isInteger(value) && !isInt32(value)),
  double: (value) => typeof value === 'number' && !Number.isInteger(value),
};

const hasType = (value: unknown, type: unknown): boolean => {
  const name = String(type);
  if (value === undefined) return false;
  const bsonClass = BSON_CLASSES[name];
  if (bsonClass !== undefined) return (value as Doc | null)?._bsontype === bsonClass;
  const number = NUMBERS[name];
  if (number !== undefined) return number(value) && sameType(value, 0);
  if (!(name in TYPE_TAGS)) throw new CommandError('BadValue', `Unknown type name alias: ${name}`);
  return sameType(value, TYPE_TAGS[name]);
};

const $mod: Operator = (path, operand) => {
  const [divisor, remainder] = Array.isArray(operand) ? operand.map(Number) : [];
  if (divisor === undefined || remainder === undefined || !divisor)
    throw new CommandError('BadValue', 'malformed mod, needs [divisor, remainder] with a divisor that is not 0');
  return (doc) =>
    candidatesAt(doc, path).some((value) => typeof value === 'number' && Math.trunc(value) % divisor === remainder);
};

const $type: Operator = (path, operand) => {
  const types: unknown[] = Array.isArray(operand) ? operand : [operand];
  return (doc) => candidatesAt(doc, path).some((value) => types.some((type) => hasType(value, type)));
};

/**
 * The query operators that compare values, by BSON's order instead of JavaScript's. They replace the query engine's own ones,
 * which know neither int64, ObjectId, binary nor the order of types.
 */
export const comparisonOperators = {
  $eq,
  $ne: not($eq),
  $in,
  $nin: not($in),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  /** `$regex` with its `$options`; see {@link withPatterns}. */
  $pattern: $eq,
  $exists,
  $mod,
  $type,
};

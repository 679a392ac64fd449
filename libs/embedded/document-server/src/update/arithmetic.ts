import { Double, Int32, Long } from 'bson';
import { type Doc } from '../bson/document.js';
import { CommandError, unsupported } from '../errors.js';

type Number_ = Int32 | Double | Long;

const KINDS = new Set(['Int32', 'Double', 'Long']);

const numeric = (value: unknown, operator: string, path: string): Number_ => {
  const kind = (value as Doc | null)?._bsontype;
  if (kind === 'Decimal128')
    throw unsupported('TypeMismatch', `${operator} on Decimal128 is`, 'compute in the application and $set');
  if (typeof kind === 'string' && KINDS.has(kind)) return value as Number_;
  throw new CommandError('TypeMismatch', `Cannot apply ${operator} to a value of non-numeric type: '${path}'`);
};

const double = (value: Number_): number => (value instanceof Long ? value.toNumber() : value.valueOf());

const integer = (value: Int32 | Long): bigint => (value instanceof Long ? value.toBigInt() : BigInt(value.value));

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

const sized = (value: bigint, wide: boolean, operator: string): Number_ => {
  if (value < MIN_INT64 || value > MAX_INT64)
    throw new CommandError('BadValue', `Failed to apply ${operator} operations to current value: int64 overflow`);
  return !wide && value === BigInt.asIntN(32, value) ? new Int32(Number(value)) : Long.fromBigInt(value);
};

const apply = <T extends number | bigint>(operator: '$inc' | '$mul', a: T, b: T): T =>
  (operator === '$inc' ? (a as number) + (b as number) : (a as number) * (b as number)) as T;

/** `$inc` and `$mul` with MongoDB's types: int32 grows into int64, int64 refuses to overflow, a double makes a double. */
export const calculated = (operator: '$inc' | '$mul', path: string, current: unknown, operand: unknown): Number_ => {
  const b = numeric(operand, operator, path);
  const a = current === undefined ? new Int32(0) : numeric(current, operator, path);
  if (a instanceof Double || b instanceof Double) return new Double(apply(operator, double(a), double(b)));
  return sized(apply(operator, integer(a), integer(b)), a instanceof Long || b instanceof Long, operator);
};

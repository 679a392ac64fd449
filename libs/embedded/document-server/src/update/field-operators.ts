import { Timestamp } from 'bson';
import { type Doc, isDoc } from '../bson/document.js';
import { compareValues } from '../bson/value-order.js';
import { CommandError } from '../errors.js';
import { calculated } from './arithmetic.js';
import { checkPath, setAt, unsetAt, valueAt } from './path.js';

type FieldOperator = (doc: Doc, path: string, operand: unknown) => void;

const arithmetic =
  (operator: '$inc' | '$mul'): FieldOperator =>
  (doc, path, operand) =>
    setAt(doc, path, calculated(operator, path, valueAt(doc, path), operand));

const extreme =
  (sign: 1 | -1): FieldOperator =>
  (doc, path, operand) => {
    const current = valueAt(doc, path);
    if (current === undefined || compareValues(operand, current) * sign > 0) setAt(doc, path, operand);
  };

const $rename: FieldOperator = (doc, path, target) => {
  if (typeof target !== 'string')
    throw new CommandError('BadValue', `The 'to' field for $rename must be a string: ${path}`);
  checkPath(target);
  const value = valueAt(doc, path);
  if (value === undefined) return;
  unsetAt(doc, path);
  setAt(doc, target, value);
};

const $currentDate: FieldOperator = (doc, path, operand) => {
  const type = isDoc(operand) ? operand.$type : 'date';
  if (type !== 'date' && type !== 'timestamp')
    throw new CommandError(
      'BadValue',
      `$currentDate of '${path}' must be true, or {$type: 'date'} or {$type: 'timestamp'}`,
    );
  const now = Date.now();
  setAt(doc, path, type === 'date' ? new Date(now) : new Timestamp({ t: Math.floor(now / 1000), i: 1 }));
};

/** The update operators on single fields; `$setOnInsert` is `$set` when a document is made. */
export const fieldOperators: Record<string, FieldOperator> = {
  $set: setAt,
  $setOnInsert: setAt,
  $unset: unsetAt,
  $inc: arithmetic('$inc'),
  $mul: arithmetic('$mul'),
  $max: extreme(1),
  $min: extreme(-1),
  $rename,
  $currentDate,
};

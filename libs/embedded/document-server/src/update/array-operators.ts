import { bytesOf, type Doc, isDoc, viewOf } from '../bson/document.js';
import { compareValues, orderKey } from '../bson/value-order.js';
import { CommandError } from '../errors.js';
import { matcherOf } from '../query/query-engine.js';
import { sortedBy } from '../query/sort-key.js';
import { setAt, valueAt } from './path.js';

type FieldOperator = (doc: Doc, path: string, operand: unknown) => void;

const view = (value: unknown): unknown => viewOf(bytesOf({ value })).value;

const arrayAt = (doc: Doc, path: string, operator: string): unknown[] | undefined => {
  const value = valueAt(doc, path);
  if (value === undefined || Array.isArray(value)) return value;
  throw new CommandError('BadValue', `The field '${path}' must be an array but ${operator} found another type`);
};

const eachOf = (operand: unknown, operator: string): { items: unknown[]; modifiers: Doc } => {
  if (!isDoc(operand) || !('$each' in operand)) return { items: [operand], modifiers: {} };
  if (!Array.isArray(operand.$each))
    throw new CommandError('BadValue', `The argument to $each in ${operator} must be an array`);
  return { items: operand.$each, modifiers: operand };
};

const sortedArray = (array: unknown[], spec: unknown): unknown[] => {
  const order = view(spec);
  if (isDoc(order)) return sortedBy(array, order, (item) => (isDoc(item) ? item : {}));
  return [...array].sort((a, b) => compareValues(a, b) * Number(order));
};

const number = (value: unknown, name: string): number => {
  const result = view(value);
  if (typeof result === 'number' && Number.isInteger(result)) return result;
  throw new CommandError('BadValue', `The value for ${name} must be an integer`);
};

const $push: FieldOperator = (doc, path, operand) => {
  const { items, modifiers } = eachOf(operand, '$push');
  let array = [...(arrayAt(doc, path, '$push') ?? [])];
  array.splice(
    modifiers.$position === undefined ? array.length : number(modifiers.$position, '$position'),
    0,
    ...items,
  );
  if (modifiers.$sort !== undefined) array = sortedArray(array, modifiers.$sort);
  if (modifiers.$slice !== undefined) {
    const size = number(modifiers.$slice, '$slice');
    array = size < 0 ? array.slice(size) : array.slice(0, size);
  }
  setAt(doc, path, array);
};

const $addToSet: FieldOperator = (doc, path, operand) => {
  const array = [...(arrayAt(doc, path, '$addToSet') ?? [])];
  const present = new Set(array.map(orderKey));
  for (const item of eachOf(operand, '$addToSet').items) {
    if (!present.has(orderKey(item))) array.push(item);
    present.add(orderKey(item));
  }
  setAt(doc, path, array);
};

const pullTest = (condition: unknown): ((item: unknown) => boolean) => {
  const wanted = view(condition);
  if (isDoc(wanted) && !Object.keys(wanted).some((name) => name.startsWith('$'))) {
    const matches = matcherOf(wanted);
    return (item) => isDoc(item) && matches(item);
  }
  const matches = matcherOf({ item: wanted });
  return (item) => matches({ item });
};

const filterArray = (doc: Doc, path: string, operator: string, keep: (item: unknown) => boolean): void => {
  const array = arrayAt(doc, path, operator);
  if (array !== undefined) setAt(doc, path, array.filter(keep));
};

const $pull: FieldOperator = (doc, path, operand) => {
  const pulls = pullTest(operand);
  filterArray(doc, path, '$pull', (item) => !pulls(view(item)));
};

const $pullAll: FieldOperator = (doc, path, operand) => {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$pullAll requires an array argument');
  const keys = new Set(operand.map(orderKey));
  filterArray(doc, path, '$pullAll', (item) => !keys.has(orderKey(item)));
};

const $pop: FieldOperator = (doc, path, operand) => {
  const end = number(operand, '$pop');
  if (end !== 1 && end !== -1) throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${end}`);
  const array = arrayAt(doc, path, '$pop');
  if (array !== undefined) setAt(doc, path, end === 1 ? array.slice(0, -1) : array.slice(1));
};

/** The update operators on arrays. */
export const arrayOperators: Record<string, FieldOperator> = { $push, $addToSet, $pull, $pullAll, $pop };

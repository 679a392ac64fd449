import { type Doc, isDoc } from '../bson/document.js';

/** What a filter demands of one field, as far as an index can help: equality with one of several values, or bounds. */
export interface Condition {
  equals?: readonly unknown[];
  lower?: unknown;
  upper?: unknown;
}

const isOperators = (value: unknown): value is Doc =>
  isDoc(value) && Object.keys(value).some((name) => name.startsWith('$'));

/** A field's condition as operators: `5` says `{ $eq: 5 }`. */
export const operatorsOf = (value: unknown): Doc => (isOperators(value) ? value : { $eq: value });

const readers: Record<string, (condition: Condition, operand: unknown) => void> = {
  $eq: (condition, operand) => (condition.equals ??= [operand]),
  $in: (condition, operand) => {
    if (Array.isArray(operand)) condition.equals ??= operand;
  },
  $gt: (condition, operand) => (condition.lower ??= operand),
  $gte: (condition, operand) => (condition.lower ??= operand),
  $lt: (condition, operand) => (condition.upper ??= operand),
  $lte: (condition, operand) => (condition.upper ??= operand),
};

const readField = (path: string, value: unknown, conditions: Map<string, Condition>): void => {
  const condition = conditions.get(path) ?? {};
  conditions.set(path, condition);
  for (const [operator, operand] of Object.entries(operatorsOf(value))) readers[operator]?.(condition, operand);
};

const read = (filter: Doc, conditions: Map<string, Condition>): void => {
  for (const [path, value] of Object.entries(filter)) {
    if (!path.startsWith('$')) readField(path, value, conditions);
    else if (path === '$and' && Array.isArray(value)) for (const part of value) read(part as Doc, conditions);
  }
};

/** The conditions that every matching document fulfils, by path; what is not understood is left out. */
export const conditionsOf = (filter: Doc): Map<string, Condition> => {
  const conditions = new Map<string, Condition>();
  read(filter, conditions);
  return conditions;
};

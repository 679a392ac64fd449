import { bytesOf, type Doc, isDoc, typedOf } from '../bson/document.js';
import { fieldNames } from '../bson/field-names.js';
import { idElement, idElementOf, idFirst, idValueOf, prependId } from '../bson/id-element.js';
import { orderKey } from '../bson/value-order.js';
import { CommandError, unsupported } from '../errors.js';
import { arrayOperators } from './array-operators.js';
import { fieldOperators } from './field-operators.js';
import { checkPath, setAt } from './path.js';

const operators = { ...fieldOperators, ...arrayOperators };

/** What an update statement does to a document. */
export interface DocumentUpdate {
  readonly isReplacement: boolean;
  /** The changed document, given the one before. */
  apply(before: Uint8Array): Uint8Array;
  /** The document that an upsert makes, given its encoded filter; without `_id` when the filter names none. */
  made(filter: Uint8Array): Uint8Array;
}

const ID = '_id';
/** The type byte of an embedded document: `{ $eq: … }` or a real one. */
const EMBEDDED = 0x03;

const immutableId = (): CommandError =>
  new CommandError(
    'ImmutableField',
    "After applying the update, the (immutable) field '_id' was found to have been altered",
  );

/** What a filter says about a new document: its equalities. */
const equalitiesOf = (filter: Doc): [string, unknown][] =>
  Object.entries(filter).flatMap(([path, value]): [string, unknown][] => {
    if (path === '$and' && Array.isArray(value)) return value.flatMap((part) => equalitiesOf(part as Doc));
    if (path.startsWith('$')) return [];
    if (!isDoc(value) || !Object.keys(value).some((name) => name.startsWith('$'))) return [[path, value]];
    return '$eq' in value ? [[path, value.$eq]] : [];
  });

/** The `_id` element of a new document, as its filter says. */
const idElementFrom = (filter: Uint8Array): Uint8Array | undefined => {
  const element = idElementOf(filter);
  if (element !== undefined && element[0] !== EMBEDDED) return element;
  const id = equalitiesOf(typedOf(filter)).find(([path]) => path === ID)?.[1];
  return id === undefined ? undefined : idElement(id);
};

const replacement = (bytes: Uint8Array): DocumentUpdate => {
  const names = fieldNames(bytes);
  const mixed = names.find((name) => name.startsWith('$'));
  if (mixed !== undefined)
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${mixed}' in '${mixed}' is not allowed in a replacement.`,
    );
  const withId = (id: Uint8Array | undefined): Uint8Array => {
    if (id === undefined) return bytes;
    if (!names.includes(ID)) return prependId(id, bytes);
    const sorted = idFirst(bytes, () => undefined);
    const own = idElementOf(sorted);
    const isSame =
      own !== undefined && (Buffer.compare(own, id) === 0 || orderKey(idValueOf(own)) === orderKey(idValueOf(id)));
    if (isSame) return sorted;
    throw immutableId();
  };
  return {
    isReplacement: true,
    apply: (before) => withId(idElementOf(before)),
    made: (filter) => withId(idElementFrom(filter)),
  };
};

const parts = (spec: Doc): [string, string, unknown][] =>
  Object.entries(spec).flatMap(([operator, fields]) => {
    if (!(operator in operators)) throw unknownOperator(operator);
    if (!isDoc(fields))
      throw new CommandError('FailedToParse', `Modifiers operate on fields but we found another type for ${operator}`);
    return Object.entries(fields).map(([path, operand]): [string, string, unknown] => [operator, path, operand]);
  });

const unknownOperator = (operator: string): CommandError =>
  operator === '$bit'
    ? unsupported('FailedToParse', 'The update operator $bit is', 'compute in the application and $set')
    : new CommandError(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );

const checkConflicts = (paths: readonly string[]): void => {
  const sorted = [...paths].sort();
  for (const path of sorted) {
    checkPath(path);
    const clashes = sorted.filter((other) => other === path || other.startsWith(`${path}.`));
    if (clashes.length > 1)
      throw new CommandError(
        'ConflictingUpdateOperators',
        `Updating the path '${clashes[1] ?? path}' would create a conflict at '${path}'`,
      );
  }
};

const modification = (bytes: Uint8Array): DocumentUpdate => {
  const changes = parts(typedOf(bytes));
  const renamed = changes.filter(([operator]) => operator === '$rename').map(([, , target]) => String(target));
  checkConflicts([...changes.map(([, path]) => path), ...renamed]);
  const change = (doc: Doc, isNew: boolean): Uint8Array => {
    const id = orderKey(doc._id);
    const hadId = ID in doc;
    for (const [operator, path, operand] of changes)
      if (isNew || operator !== '$setOnInsert') operators[operator]?.(doc, path, operand);
    if (hadId && orderKey(doc._id) !== id) throw immutableId();
    return bytesOf(doc);
  };
  return {
    isReplacement: false,
    apply: (before) => change(typedOf(before), false),
    made: (filter) => {
      const doc: Doc = {};
      for (const [path, value] of equalitiesOf(typedOf(filter))) setAt(doc, path, value);
      return change(doc, true);
    },
  };
};

const firstFieldIsOperator = (bytes: Uint8Array): boolean => bytes.length > 5 && bytes[5] === 0x24;

/**
 * Reads the `u` of an update statement, or the `update` of findAndModify, still encoded.
 * @throws CommandError FailedToParse and others for what is not an update
 */
export const documentUpdate = (update: unknown): DocumentUpdate => {
  if (Array.isArray(update))
    throw unsupported(
      'FailedToParse',
      'An update by an aggregation pipeline is',
      'use update operators, or read, compute and replace',
    );
  if (!(update instanceof Uint8Array)) throw new CommandError('FailedToParse', 'An update must be a document');
  return firstFieldIsOperator(update) ? modification(update) : replacement(update);
};

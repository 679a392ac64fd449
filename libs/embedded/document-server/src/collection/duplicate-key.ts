import { type Binary, type ObjectId } from 'bson';
import { type Doc } from '../bson/document.js';
import { valuesAt } from '../bson/field-path.js';
import { CommandError } from '../errors.js';
import { type IndexDefinition } from './index-definition.js';

const printers: Record<string, (value: never) => string> = {
  ObjectId: (value: ObjectId) => `ObjectId('${value.toHexString()}')`,
  Binary: (value: Binary) =>
    value.sub_type === 4
      ? `UUID("${value.toUUID().toHexString()}")`
      : `BinData(${value.sub_type}, ${value.toString('hex').toUpperCase()})`,
};

const printedClass = (value: object): string => {
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[ ${value.map(printed).join(', ')} ]`;
  const bsonType = (value as Doc)._bsontype;
  if (typeof bsonType === 'string') return (printers[bsonType] ?? String)(value as never);
  return printedFields(value as Doc);
};

const printed = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return printedClass(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'null';
};

const printedFields = (fields: Doc): string =>
  `{ ${Object.entries(fields)
    .map(([name, value]) => `${name}: ${printed(value)}`)
    .join(', ')} }`;

/** E11000 as MongoDB words it, with keyPattern and keyValue; `doc` is decoded with its types. */
export const duplicateKey = (namespace: string, index: IndexDefinition, doc: Doc): CommandError => {
  const keyValue = Object.fromEntries(index.fields.map(([path]) => [path, valuesAt(doc, path)[0] ?? null]));
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${printedFields(keyValue)}`,
    { keyPattern: Object.fromEntries(index.fields), keyValue },
  );
};

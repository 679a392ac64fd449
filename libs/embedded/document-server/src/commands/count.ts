import { typedOf } from '../bson/document.js';
import { valuesAt } from '../bson/field-path.js';
import { orderKey } from '../bson/value-order.js';
import { search } from '../collection/search.js';
import { CommandError } from '../errors.js';
import { matcherOf } from '../query/query-engine.js';
import { collectionName, countField, docField, type Handler } from './command.js';

export const count: Handler = (command, { catalog }) => {
  const { body, database } = command;
  const collection = catalog.find(database, collectionName(command));
  const filter = docField(body, 'query');
  matcherOf(filter);
  if (collection === undefined) return { n: 0 };
  const [skip, limit] = [countField(body, 'skip'), Math.abs(Number(body.limit ?? 0))];
  if (Object.keys(filter).length === 0 && skip === 0 && limit === 0) return { n: collection.documents.size };
  return { n: search(collection, { filter, skip, limit }).length };
};

export const distinct: Handler = (command, { catalog }) => {
  const { body, database } = command;
  const { key } = body;
  if (typeof key !== 'string') throw new CommandError('TypeMismatch', "distinct needs the field name 'key'");
  const collection = catalog.find(database, collectionName(command));
  const values = new Map<string, unknown>();
  const found = collection === undefined ? [] : search(collection, { filter: docField(body, 'query') });
  for (const stored of found) {
    for (const value of valuesAt(typedOf(stored.bytes), key).flat(1))
      if (value !== undefined && !values.has(orderKey(value))) values.set(orderKey(value), value);
  }
  return { values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) };
};

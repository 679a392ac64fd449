import { bytesOf, type Doc, isDoc } from '../bson/document.js';
import { ID_INDEX } from '../collection/id-index.js';
import { type IndexDefinition, indexDefinition, indexSpec } from '../collection/index-definition.js';
import { CommandError } from '../errors.js';
import { type Command, collectionName, type Handler } from './command.js';
import { listing } from './listing.js';

/** As listIndexes shows the index on `_id`: MongoDB does not say that it is unique. */
const idSpec: Doc = { v: 2, key: { _id: 1 }, name: ID_INDEX.name };

const sameFields = (a: IndexDefinition, b: IndexDefinition): boolean =>
  JSON.stringify(a.fields) === JSON.stringify(b.fields);

const sameIndex = (a: IndexDefinition, b: IndexDefinition): boolean =>
  Buffer.compare(bytesOf({ ...indexSpec(a), name: '' }), bytesOf({ ...indexSpec(b), name: '' })) === 0;

/** True when the index exists already; refuses one that contradicts an existing one. */
const exists = (wanted: IndexDefinition, present: readonly IndexDefinition[]): boolean => {
  const twin = present.find((other) => sameFields(other, wanted));
  const namesake = present.find((other) => other.name === wanted.name);
  if (twin !== undefined && twin === namesake && sameIndex(twin, wanted)) return true;
  if (namesake !== undefined)
    throw new CommandError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index: ${wanted.name}`,
    );
  if (twin !== undefined)
    throw new CommandError('IndexOptionsConflict', `Index already exists with a different name: ${twin.name}`);
  return false;
};

const specsOf = ({ body }: Command): Doc[] => {
  if (Array.isArray(body.indexes) && body.indexes.length > 0 && body.indexes.every(isDoc)) return body.indexes;
  throw new CommandError('BadValue', 'Must specify at least one index to create');
};

export const createIndexes: Handler = (command, { catalog }) => {
  const name = collectionName(command);
  const { database } = command;
  const wanted = specsOf(command).map(indexDefinition);
  const createdCollectionAutomatically = catalog.find(database, name) === undefined;
  catalog.findOrCreate(database, name);
  const numIndexesBefore = catalog.indexes(database, name).length + 1;
  for (const definition of wanted) {
    const isId = sameFields(definition, ID_INDEX);
    if (!isId && !exists(definition, catalog.indexes(database, name))) catalog.createIndex(database, name, definition);
  }
  const numIndexesAfter = catalog.indexes(database, name).length + 1;
  const note = numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {};
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note };
};

export const listIndexes: Handler = (command, { catalog, cursors }) => {
  const name = collectionName(command);
  const specs = [idSpec, ...catalog.indexes(command.database, name).map(indexSpec)];
  return listing(command.body, `${command.database}.${name}`, specs, cursors);
};

const toDrop = (selector: unknown, present: readonly IndexDefinition[]): string[] => {
  if (selector === '*') return present.map(({ name }) => name);
  const selectors: unknown[] = Array.isArray(selector) ? selector : [selector];
  return selectors.map((wanted) => {
    const found = present.find(({ name, fields }) =>
      isDoc(wanted) ? JSON.stringify(Object.entries(wanted)) === JSON.stringify(fields) : name === wanted,
    );
    if (wanted === ID_INDEX.name) throw new CommandError('InvalidOptions', 'cannot drop _id index');
    if (found !== undefined) return found.name;
    throw new CommandError(
      'IndexNotFound',
      `index not found with name [${isDoc(wanted) ? JSON.stringify(wanted) : String(wanted)}]`,
    );
  });
};

export const dropIndexes: Handler = (command, { catalog }) => {
  const name = collectionName(command);
  const present = catalog.indexes(command.database, name);
  for (const index of toDrop(command.body.index, present)) catalog.dropIndex(command.database, name, index);
  return { nIndexesWas: present.length + 1 };
};

import { type Doc } from '../bson/document.js';
import { ID_INDEX } from '../collection/id-index.js';
import { CommandError, unsupported } from '../errors.js';
import { matcherOf } from '../query/query-engine.js';
import { collectionName, docField, type Handler } from './command.js';
import { listing } from './listing.js';

const REFUSED_OPTIONS: Record<string, string> = {
  capped: 'delete old documents with deleteMany',
  timeseries: 'use an ordinary collection',
  validator: 'validate in the application',
  viewOn: 'aggregate when reading',
  clusteredIndex: 'use an ordinary collection',
  encryptedFields: 'encrypt in the application',
};

export const create: Handler = (command, { catalog }) => {
  for (const [option, instead] of Object.entries(REFUSED_OPTIONS)) {
    const value = command.body[option];
    if (value !== undefined && value !== false)
      throw unsupported('InvalidOptions', `The option '${option}' is`, instead);
  }
  catalog.create(command.database, collectionName(command));
  return {};
};

export const drop: Handler = (command, { catalog }) => {
  const name = collectionName(command);
  if (catalog.drop(command.database, name)) return { ns: `${command.database}.${name}`, nIndexesWas: 1 };
  return {};
};

export const dropDatabase: Handler = ({ database }, { catalog }) => {
  for (const { name } of [...catalog.collections(database)]) catalog.drop(database, name);
  return { dropped: database };
};

const split = (namespace: unknown): [string, string] => {
  const dot = typeof namespace === 'string' ? namespace.indexOf('.') : -1;
  if (typeof namespace !== 'string' || dot < 1)
    throw new CommandError('InvalidNamespace', `Invalid namespace: ${String(namespace)}`);
  return [namespace.slice(0, dot), namespace.slice(dot + 1)];
};

export const renameCollection: Handler = ({ body }, { catalog }) => {
  catalog.rename(split(body.renameCollection), split(body.to), body.dropTarget === true);
  return {};
};

const described = (name: string, uuid: unknown, nameOnly: boolean): Doc =>
  nameOnly
    ? { name, type: 'collection' }
    : {
        name,
        type: 'collection',
        options: {},
        info: { readOnly: false, uuid },
        idIndex: { v: 2, key: { _id: 1 }, name: ID_INDEX.name },
      };

export const listCollections: Handler = (command, { catalog, cursors }) => {
  const matches = matcherOf(docField(command.body, 'filter'));
  const collections = catalog
    .collections(command.database)
    .map(({ name, uuid }) => described(name, uuid, command.body.nameOnly === true))
    .filter(matches);
  return listing(command.body, `${command.database}.$cmd.listCollections`, collections, cursors);
};

export const listDatabases: Handler = ({ body }, { catalog }) => {
  const matches = matcherOf(docField(body, 'filter'));
  const databases = catalog
    .databases()
    .map((name): Doc => (body.nameOnly === true ? { name } : { name, sizeOnDisk: 0, empty: false }))
    .filter(matches);
  return body.nameOnly === true ? { databases } : { databases, totalSize: 0, totalSizeMb: 0 };
};

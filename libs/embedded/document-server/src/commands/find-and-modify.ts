import { bytesOf, type Doc, shallowOf, typedOf } from '../bson/document.js';
import { search } from '../collection/search.js';
import { type StoredDocument } from '../collection/stored-document.js';
import { CommandError, unsupported } from '../errors.js';
import { type DocumentUpdate, documentUpdate } from '../update/document-update.js';
import { type Command, collectionName, docField, type Handler, type Store } from './command.js';
import { encodedProjection } from './find.js';

interface Outcome {
  readonly value: Uint8Array | undefined;
  readonly lastErrorObject: Doc;
}

const first = (command: Command, { catalog }: Store): StoredDocument | undefined => {
  const filter = docField(command.body, 'query');
  const sort = docField(command.body, 'sort');
  const collection = catalog.find(command.database, collectionName(command));
  return collection === undefined ? undefined : search(collection, { filter, sort, limit: 1 })[0];
};

const remove = (command: Command, store: Store): Outcome => {
  const found = first(command, store);
  if (found === undefined) return { value: undefined, lastErrorObject: { n: 0 } };
  store.catalog.findOrCreate(command.database, collectionName(command)).remove(found);
  return { value: found.bytes, lastErrorObject: { n: 1 } };
};

const upsert = (command: Command, store: Store, update: DocumentUpdate): Outcome => {
  const { query } = shallowOf(command.encodedBody);
  const filter = query instanceof Uint8Array ? query : bytesOf({});
  const collection = store.catalog.findOrCreate(command.database, collectionName(command));
  const { bytes } = collection.insert(update.made(filter));
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: typedOf(bytes)._id };
  return { value: command.body.new === true ? bytes : undefined, lastErrorObject };
};

const modify = (command: Command, store: Store): Outcome => {
  const { arrayFilters } = command.body;
  if (Array.isArray(arrayFilters) && arrayFilters.length > 0)
    throw unsupported('BadValue', 'arrayFilters are', 'replace the array, or the document, guarded by a version');
  const update = documentUpdate(shallowOf(command.encodedBody).update);
  const found = first(command, store);
  if (found !== undefined) {
    const before = found.bytes;
    store.catalog.findOrCreate(command.database, collectionName(command)).replace(found, update.apply(before));
    const value = command.body.new === true ? found.bytes : before;
    return { value, lastErrorObject: { n: 1, updatedExisting: true } };
  }
  if (command.body.upsert === true) return upsert(command, store, update);
  return { value: undefined, lastErrorObject: { n: 0, updatedExisting: false } };
};

export const findAndModify: Handler = (command, store) => {
  const isRemoval = command.body.remove === true;
  if (isRemoval === (command.body.update !== undefined))
    throw new CommandError('FailedToParse', "findAndModify needs either an 'update' or remove: true");
  const project = encodedProjection(docField(command.body, 'fields'));
  const { value, lastErrorObject } = isRemoval ? remove(command, store) : modify(command, store);
  return { lastErrorObject, value: value === undefined ? null : typedOf(project(value)) };
};

import { type Doc, shallowOf, typedOf, viewOf } from '../bson/document.js';
import { idElementOf, idValueOf } from '../bson/id-element.js';
import { type Collection } from '../collection/collection.js';
import { search } from '../collection/search.js';
import { type StoredDocument } from '../collection/stored-document.js';
import { CommandError, unsupported } from '../errors.js';
import { type DocumentUpdate, documentUpdate } from '../update/document-update.js';
import { collectionName, docField, type Handler, statements } from './command.js';
import { refuseCollation } from './refused.js';
import { eachStatement } from './write-errors.js';

interface UpdateStatement {
  readonly encodedFilter: Uint8Array;
  readonly update: DocumentUpdate;
  readonly isMulti: boolean;
  readonly isUpsert: boolean;
  readonly sort: Doc;
}

const parse = (encoded: Uint8Array): UpdateStatement => {
  const { q, u, multi, upsert, arrayFilters, collation, sort } = shallowOf(encoded);
  if (!(q instanceof Uint8Array)) throw new CommandError('FailedToParse', "An update needs a filter 'q'");
  refuseCollation(collation instanceof Uint8Array ? viewOf(collation) : undefined);
  if (Array.isArray(arrayFilters) && arrayFilters.length > 0)
    throw unsupported('BadValue', 'arrayFilters are', 'replace the array, or the document, guarded by a version');
  const update = documentUpdate(u);
  if (multi === true && update.isReplacement)
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  const order = sort instanceof Uint8Array ? viewOf(sort) : {};
  return { encodedFilter: q, update, isMulti: multi === true, isUpsert: upsert === true, sort: order };
};

const matches = (collection: Collection | undefined, statement: UpdateStatement): StoredDocument[] => {
  if (collection === undefined) return [];
  const filter = viewOf(statement.encodedFilter);
  return search(collection, { filter, sort: statement.sort, limit: statement.isMulti ? 0 : 1 });
};

const newId = (stored: StoredDocument): unknown => {
  const element = idElementOf(stored.bytes);
  return element === undefined ? typedOf(stored.bytes)._id : idValueOf(element);
};

export const update: Handler = (command, { catalog }) => {
  docField(command.body, 'let');
  const encoded = statements(command, 'updates');
  const name = collectionName(command);
  const upserted: { index: number; _id: unknown }[] = [];
  const counts = { n: 0, nModified: 0 };
  const errors = eachStatement(encoded, command.body.ordered !== false, (bytes, index) => {
    const statement = parse(bytes);
    const collection = catalog.find(command.database, name);
    const found = matches(collection, statement);
    for (const stored of found) {
      if (collection?.replace(stored, statement.update.apply(stored.bytes)) === true) counts.nModified += 1;
      counts.n += 1;
    }
    if (found.length > 0 || !statement.isUpsert) return;
    const made = (collection ?? catalog.create(command.database, name)).insert(
      statement.update.made(statement.encodedFilter),
    );
    upserted.push({ index, _id: newId(made) });
    counts.n += 1;
  });
  return { ...counts, ...(upserted.length === 0 ? {} : { upserted }), ...errors };
};

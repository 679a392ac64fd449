import { bytesOf, type Doc, typedOf, viewOf } from '../bson/document.js';
import { search } from '../collection/search.js';
import { fieldProjection } from '../query/projection.js';
import { aggregated, matcherOf } from '../query/query-engine.js';
import { collectionName, countField, docField, type Handler } from './command.js';

const FIRST_BATCH = 101;

/** A projection on encoded documents; plain inclusion and exclusion keep every BSON type. */
export const encodedProjection = (spec: Doc): ((bytes: Uint8Array) => Uint8Array) => {
  if (Object.keys(spec).length === 0) return (bytes) => bytes;
  const fields = fieldProjection(spec);
  if (fields !== undefined) return (bytes) => bytesOf(fields(typedOf(bytes)));
  return (bytes) => bytesOf(aggregated([viewOf(bytes)], [{ $project: spec }], () => [])[0] ?? {});
};

export const find: Handler = (command, { catalog, cursors }) => {
  const { body, database } = command;
  const name = collectionName(command);
  const collection = catalog.find(database, name);
  const filter = docField(body, 'filter');
  const [skip, limit, batchSize] = [countField(body, 'skip'), countField(body, 'limit'), countField(body, 'batchSize')];
  const project = encodedProjection(docField(body, 'projection'));
  if (collection === undefined) matcherOf(filter);
  const found =
    collection === undefined ? [] : search(collection, { filter, sort: docField(body, 'sort'), skip, limit });
  const documents = found.map((stored) => stored.bytes);
  const first = body.batchSize === undefined ? FIRST_BATCH : batchSize;
  return cursors.start(
    { namespace: `${database}.${name}`, documents, project, batchSize },
    first,
    body.singleBatch === true,
  );
};

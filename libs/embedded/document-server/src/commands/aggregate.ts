import { bytesOf, type Doc, isDoc } from '../bson/document.js';
import { search } from '../collection/search.js';
import { viewOfStored } from '../collection/stored-document.js';
import { CommandError, unsupported } from '../errors.js';
import { aggregated, refuseStages } from '../query/query-engine.js';
import { type Command, collectionName, type Handler, type Store } from './command.js';

const FIRST_BATCH = 101;

const stagesOf = (body: Doc): Doc[] => {
  if (!Array.isArray(body.pipeline) || !body.pipeline.every(isDoc))
    throw new CommandError('TypeMismatch', "The field 'pipeline' must be an array of documents");
  refuseStages(body.pipeline);
  return body.pipeline;
};

const batchSizeOf = (body: Doc): number => {
  if (!isDoc(body.cursor)) throw new CommandError('FailedToParse', "The 'cursor' option is required");
  return typeof body.cursor.batchSize === 'number' ? body.cursor.batchSize : FIRST_BATCH;
};

/** Leading $match, $sort, $skip and $limit, in this order: what a search with its indexes does itself. */
const LEADING = ['$match', '$sort', '$skip', '$limit'] as const;
const FIELDS = { $match: 'filter', $sort: 'sort', $skip: 'skip', $limit: 'limit' } as const;

const leadingSearch = (stages: readonly Doc[]): { query: Doc; rest: Doc[] } => {
  const query: Doc = { filter: {} };
  let at = 0;
  for (const name of LEADING) {
    const stage = stages[at];
    if (stage === undefined || !(name in stage) || (name === '$limit' && Number(stage.$limit) < 1)) continue;
    query[FIELDS[name]] = stage[name];
    at += 1;
  }
  return { query, rest: stages.slice(at) };
};

const documentsOf = (command: Command, { catalog }: Store): { documents: Uint8Array[]; rest: Doc[] } => {
  const stages = stagesOf(command.body);
  const collection = catalog.find(command.database, collectionName(command));
  if (collection === undefined) return { documents: [], rest: stages };
  const { query, rest } = leadingSearch(stages);
  return { documents: search(collection, query as never).map((stored) => stored.bytes), rest };
};

const foreignCollection =
  (database: string, { catalog }: Store) =>
  (name: string): Doc[] =>
    [...(catalog.find(database, name)?.documents.values() ?? [])].map(viewOfStored);

export const aggregate: Handler = (command, store) => {
  const { body, database } = command;
  if (typeof body.aggregate !== 'string')
    throw unsupported('InvalidNamespace', 'Aggregation over a whole database is', 'aggregate a collection');
  if (body.explain === true) throw unsupported('CommandNotSupported', 'explain is', 'run the pipeline');
  const batchSize = batchSizeOf(body);
  const { documents, rest } = documentsOf(command, store);
  const results =
    rest.length === 0
      ? documents
      : aggregated(
          documents.map((bytes) => viewOfStored({ bytes, row: 0, idKey: '' })),
          rest,
          foreignCollection(database, store),
        ).map(bytesOf);
  const cursor = {
    namespace: `${database}.${body.aggregate}`,
    documents: results,
    project: (bytes: Uint8Array) => bytes,
    batchSize,
  };
  return store.cursors.start(cursor, batchSize, false);
};

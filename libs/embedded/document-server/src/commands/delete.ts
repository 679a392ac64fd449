import { shallowOf, viewOf } from '../bson/document.js';
import { search } from '../collection/search.js';
import { CommandError } from '../errors.js';
import { collectionName, type Handler, statements } from './command.js';
import { refuseCollation } from './refused.js';
import { eachStatement } from './write-errors.js';

export const deleteDocuments: Handler = (command, { catalog }) => {
  const encoded = statements(command, 'deletes');
  const collection = catalog.find(command.database, collectionName(command));
  let n = 0;
  const errors = eachStatement(encoded, command.body.ordered !== false, (bytes) => {
    const { q, limit, collation } = shallowOf(bytes);
    if (!(q instanceof Uint8Array)) throw new CommandError('FailedToParse', "A delete needs a filter 'q'");
    refuseCollation(collation instanceof Uint8Array ? viewOf(collation) : undefined);
    if (collection === undefined) return;
    for (const stored of search(collection, { filter: viewOf(q), limit: Number(limit) === 1 ? 1 : 0 })) {
      collection.remove(stored);
      n += 1;
    }
  });
  return { n, ...errors };
};

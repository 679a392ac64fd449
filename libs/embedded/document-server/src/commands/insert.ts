import { collectionName, type Handler, statements } from './command.js';
import { eachStatement } from './write-errors.js';

export const insert: Handler = (command, { catalog }) => {
  const documents = statements(command, 'documents');
  const collection = catalog.findOrCreate(command.database, collectionName(command));
  let n = 0;
  const errors = eachStatement(documents, command.body.ordered !== false, (document) => {
    collection.insert(document);
    n += 1;
  });
  return { n, ...errors };
};

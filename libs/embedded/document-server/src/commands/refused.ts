import { type Doc, isDoc } from '../bson/document.js';
import { type ErrorName, unsupported } from '../errors.js';
import { type Handler } from './command.js';

const refuse =
  (code: ErrorName, feature: string, instead: string): Handler =>
  () => {
    throw unsupported(code, feature, instead);
  };

const TRANSACTIONS = 'guard single documents by a version or position instead';
const USERS = 'its users are named where it is started';

/** Commands that exist in MongoDB and are refused by name, so that nobody believes them to have worked. */
export const refusedCommands: Record<string, Handler> = {
  commitTransaction: refuse('OperationNotSupportedInTransaction', 'Transactions are', TRANSACTIONS),
  abortTransaction: refuse('OperationNotSupportedInTransaction', 'Transactions are', TRANSACTIONS),
  authenticate: refuse('AuthenticationFailed', 'The authenticate command is', 'use SCRAM-SHA-256'),
  createUser: refuse('CommandNotSupported', 'createUser is', USERS),
  mapReduce: refuse('CommandNotSupported', 'mapReduce is', 'use aggregate'),
  explain: refuse('CommandNotSupported', 'explain is', 'equality and ranges on leading index fields use the index'),
  bulkWrite: refuse('CommandNotSupported', 'The bulkWrite command is', 'use bulkWrite of a collection'),
  collMod: refuse('CommandNotSupported', 'collMod is', 'drop and create the collection or index'),
  createSearchIndexes: refuse('CommandNotSupported', 'Search indexes are', 'use ordinary indexes'),
  replSetGetStatus: refuse('CommandNotSupported', 'Replication is', 'connect with directConnection=true'),
};

/** @throws CommandError BadValue for any collation but the binary one */
export const refuseCollation = (collation: unknown): void => {
  if (isDoc(collation) && collation.locale !== 'simple')
    throw unsupported(
      'BadValue',
      'A collation is',
      "compare lower-cased copies of the text, or use { locale: 'simple' }",
    );
};

/** Every write is acknowledged by the only member there is, which is all of them and their majority. */
const refuseWriteConcern = (writeConcern: unknown): void => {
  const { w = 1 } = isDoc(writeConcern) ? writeConcern : {};
  if (w !== 0 && w !== 1 && w !== 'majority')
    throw unsupported('BadValue', `A write concern of ${JSON.stringify(w)} is`, "use w: 1 or 'majority'");
};

/** Refuses the fields that ask for something no command here does. */
export const refuseForeignFields = (body: Doc): void => {
  if (body.startTransaction !== undefined || body.autocommit !== undefined)
    // Not IllegalOperation (20): for writes the driver replaces its message by one about retryable writes.
    throw unsupported('OperationNotSupportedInTransaction', 'Transactions are', TRANSACTIONS);
  if (isDoc(body.readConcern) && body.readConcern.level === 'snapshot')
    throw unsupported('InvalidOptions', "readConcern 'snapshot' is", "use readConcern 'local'");
  if (body.tailable === true || body.awaitData === true)
    throw unsupported('BadValue', 'Tailable cursors are', 'follow the event log');
  refuseWriteConcern(body.writeConcern);
  refuseCollation(body.collation);
};

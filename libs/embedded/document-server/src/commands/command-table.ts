import { aggregate } from './aggregate.js';
import { saslContinue, saslStart } from './authenticate.js';
import { create, drop, dropDatabase, listCollections, listDatabases, renameCollection } from './collections.js';
import { type Handler } from './command.js';
import { count, distinct } from './count.js';
import { deleteDocuments } from './delete.js';
import { buildInfo, connectionStatus, getParameter, hello, ping, serverStatus } from './diagnostics.js';
import { find } from './find.js';
import { findAndModify } from './find-and-modify.js';
import { getMore, killCursors } from './get-more.js';
import { createIndexes, dropIndexes, listIndexes } from './indexes.js';
import { insert } from './insert.js';
import { refusedCommands } from './refused.js';
import { update } from './update.js';

/** Everything this server can do, by the command's name. */
export const commandTable: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...refusedCommands,
    hello,
    isMaster: hello,
    ismaster: hello,
    saslStart,
    saslContinue,
    ping,
    buildInfo,
    buildinfo: buildInfo,
    getParameter,
    serverStatus,
    connectionStatus,
    endSessions: ping,
    insert,
    update,
    delete: deleteDocuments,
    find,
    getMore,
    killCursors,
    count,
    distinct,
    aggregate,
    findAndModify,
    findandmodify: findAndModify,
    create,
    drop,
    dropDatabase,
    renameCollection,
    listCollections,
    listDatabases,
    createIndexes,
    listIndexes,
    dropIndexes,
    deleteIndexes: dropIndexes,
  }),
);

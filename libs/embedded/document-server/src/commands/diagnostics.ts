import { MAX_DOCUMENT_BYTES } from '../collection/collection.js';
import { MAX_MESSAGE_BYTES } from '../wire/message.js';
import { helloAuthentication } from './authenticate.js';
import { type Handler } from './command.js';

/** MongoDB 7.0's wire protocol: the newest one whose commands this server answers all or refuses by name. */
const MAX_WIRE_VERSION = 21;
const COMPATIBLE_VERSION = '7.0.0';
const MAX_WRITE_BATCH = 100_000;
const SESSION_MINUTES = 30;

export const hello: Handler = (command) => ({
  ...(command.name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
  helloOk: true,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: MAX_WRITE_BATCH,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: SESSION_MINUTES,
  connectionId: command.connectionId,
  minWireVersion: 0,
  maxWireVersion: MAX_WIRE_VERSION,
  readOnly: false,
  ...helloAuthentication(command),
});

export const ping: Handler = () => ({});

export const buildInfo: Handler = () => ({
  version: COMPATIBLE_VERSION,
  versionArray: COMPATIBLE_VERSION.split('.').map(Number).concat(0),
  gitVersion: 'embedded document store',
  modules: ['embedded-document-store'],
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  bits: 64,
  debug: false,
});

export const getParameter: Handler = () => ({ featureCompatibilityVersion: { version: '7.0' } });

export const serverStatus: Handler = (_, { catalog, cursors }) => ({
  host: '127.0.0.1',
  version: COMPATIBLE_VERSION,
  process: 'embedded document store',
  pid: process.pid,
  uptime: Math.floor(process.uptime()),
  localTime: new Date(),
  metrics: {
    cursor: { open: { total: cursors.size } },
    queryExecutor: { scannedObjects: catalog.scanned },
  },
});

export const connectionStatus: Handler = ({ authentication: { user } }) => ({
  authInfo: {
    authenticatedUsers: user === undefined ? [] : [{ user, db: 'admin' }],
    authenticatedUserRoles: user === undefined ? [] : [{ role: 'root', db: 'admin' }],
  },
});

/**
 * Tell nothing of what is stored, so they are answered whatever the disk does: a client that gets no answer to `hello` takes
 * the server for dead and would wait, where it should hear what is wrong.
 */
export const diagnostics: ReadonlySet<Handler> = new Set([
  hello,
  ping,
  buildInfo,
  getParameter,
  serverStatus,
  connectionStatus,
]);

export { type DocumentServer, type DocumentServerOptions, startDocumentServer } from './document-server.js';
export { type Log, type LogEvent } from './log.js';
